"""The syncs of drt against endpoints of this machine that answer as HubSpot, Salesforce and Slack do."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.skipif(find_spec("drt") is None, reason="make setup-reverse-etl puts drt-core in")
SYNCS = Path(__file__).resolve().parents[2] / "reverse_etl" / "drt"
N_PEOPLE = 250
SECRETS = {f"SALESFORCE_{name}": "made-up" for name in ["CLIENT_ID", "CLIENT_SECRET", "USERNAME", "PASSWORD"]}
# Each sync to a CRM, the view it reads and the object it writes to.
CRM_SYNCS = {
    "hubspot_contacts": ("intent_sync_contacts__hubspot", "contacts"),
    "hubspot_companies": ("intent_sync_companies__hubspot", "companies"),
    "salesforce_accounts": ("intent_sync_accounts__salesforce", "Account"),
    "salesforce_contacts": ("intent_sync_contacts__salesforce", "Contact"),
    "salesforce_leads": ("intent_sync_leads__salesforce", "Lead"),
}


def url_of(server: ThreadingHTTPServer) -> str:
    """Where a server of this machine answers."""
    return f"http://127.0.0.1:{server.server_port}"


def project_on(database: Path, folder: Path) -> Path:
    """A copy of the syncs that reads a database."""
    project = folder / "drt"
    shutil.copytree(SYNCS, project, ignore=shutil.ignore_patterns(".drt", "__pycache__"))
    (folder / ".drt").mkdir()
    (folder / ".drt" / "profiles.yml").write_text(f"intent:\n  type: duckdb\n  database: {database}\n")
    return project


def call(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run drt as a person does, in a home of its own."""
    return subprocess.run(
        [sys.executable, "intent_drt.py", *arguments],
        cwd=project,
        env={**os.environ, "HOME": str(project.parent), "HUBSPOT_URL": "http://127.0.0.1:1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


class Hubspot(ThreadingHTTPServer):
    """Records by id, the size of each request, and the ids that are refused for now."""

    def __init__(self, object_name: str = "contacts"):
        super().__init__(("127.0.0.1", 0), Answers)
        self.object_name = object_name
        self.records, self.writes, self.sizes, self.refused, self.busy = {}, [], [], set(), 1
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Answers(BaseHTTPRequestHandler):
    """One batch update: 401, 429, 400 above 100 records, 207 where some are refused."""

    def do_POST(self):
        """Take what is not refused."""
        inputs = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["inputs"]
        hubspot = self.server
        if self.headers["Authorization"] != "Bearer invented":
            return self.answer(401, {})
        if hubspot.busy:
            hubspot.busy -= 1
            return self.answer(429, {"message": "too many"}, {"Retry-After": "1"})
        if len(inputs) > 100 or self.path != f"/crm/v3/objects/{hubspot.object_name}/batch/update":
            return self.answer(400, {})
        hubspot.sizes.append(len(inputs))
        taken = [one for one in inputs if one["id"] not in hubspot.refused]
        for one in taken:
            hubspot.writes.append(one["id"])
            hubspot.records.setdefault(one["id"], {}).update(one["properties"])
        errors = [{"status": "error", "message": "refused"}] if len(taken) < len(inputs) else []
        return self.answer(207 if errors else 200, {"results": [{"id": one["id"]} for one in taken], "errors": errors})

    def answer(self, status, body, headers=None):
        """Status, headers and a body of JSON."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *arguments):
        """Say nothing."""


class Salesforce(ThreadingHTTPServer):
    """Records of one object by id, the ids of each job, and the ids that are refused for now."""

    def __init__(self, object_name: str = "Lead"):
        super().__init__(("127.0.0.1", 0), Jobs)
        self.object_name = object_name
        self.records, self.jobs, self.refused, self.busy = {}, [], set(), True
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Jobs(Answers):
    """Log in, open a job, take its rows, close it, say its state (429 at first), list the rows that failed."""

    def body(self):
        """What was sent."""
        return self.rfile.read(int(self.headers["Content-Length"])).decode()

    def do_POST(self):
        """A token, or a job."""
        sent = self.body()
        if self.path.endswith("/token"):
            return self.answer(200, {"access_token": "made-up"})
        wanted = json.loads(sent)
        asked = (wanted["object"], wanted["operation"], wanted["externalIdFieldName"])
        known = asked == (self.server.object_name, "upsert", "Id")
        return self.answer(200 if known else 400, {"id": "job1"})

    def do_PUT(self):
        """Rows of a job."""
        self.server.rows = list(csv.DictReader(io.StringIO(self.body())))
        return self.answer(201, {})

    def do_PATCH(self):
        """The end of a job: an empty cell changes nothing, #N/A clears, an unknown field fails the job."""
        self.body()
        salesforce = self.server
        assert all(name == "Id" or name.endswith("__c") for name in salesforce.rows[0])
        salesforce.jobs.append([row["Id"] for row in salesforce.rows])
        for row in salesforce.rows:
            if row["Id"] not in salesforce.refused:
                written = {name: None if value == "#N/A" else value for name, value in row.items() if value}
                salesforce.records.setdefault(row["Id"], {}).update(written)
        return self.answer(200, {})

    def do_GET(self):
        """The state of a job, or its failed rows."""
        salesforce = self.server
        if salesforce.busy:
            salesforce.busy = False
            return self.answer(429, {}, {"Retry-After": "1"})
        failed = [row for row in salesforce.rows if row["Id"] in salesforce.refused]
        if not self.path.endswith("failedResults"):
            counts = {"numberRecordsProcessed": len(salesforce.rows), "numberRecordsFailed": len(failed)}
            return self.answer(200, {"state": "JobComplete", **counts})
        self.send_response(200)
        self.end_headers()
        lines = [f"{row['Id']},UNABLE_TO_LOCK_ROW:unable:--,{row['Id']}" for row in failed]
        return self.wfile.write("\n".join(["sf__Id,sf__Error,Id", *lines]).encode())


@pytest.fixture
def hubspot():
    server = Hubspot()
    yield server
    server.shutdown()
    server.server_close()


def test_hubspot_contacts(tmp_path, hubspot):
    """Each row arrives once; a refused one is kept and retried; a second run sends nothing; then only what changed."""
    database = tmp_path / "marts.duckdb"
    execute(
        database,
        f"""create schema intent; create table intent.intent_sync_contacts__hubspot as
        select cast(100 + n as varchar) as hs_object_id, cast(n as varchar) as intent_contact_id,
            'p' || n || '@invented.example' as email, 'Cold' as intent_segment,
            case when n > 0 then 'Read "a" page' end as intent_reason_1,
            cast(null as varchar) as intent_reason_2, cast(null as varchar) as intent_reason_3,
            'Wait' as intent_recommended_action, 'prospect' as intent_lifecycle,
            cast(null as varchar) as intent_suppression_reason, 7 as intent_score, false as intent_is_suppressed,
            date '2026-01-02' as intent_segment_since, 'h' as row_hash, timestamp '2026-01-03 04:05:06' as changed_at
        from range({N_PEOPLE}) as rows (n)""",
    )
    project = project_on(database, tmp_path)

    def drt(*arguments):
        done = call(project, *arguments, HUBSPOT_URL=url_of(hubspot), HUBSPOT_TOKEN="invented")
        said = done.stdout + done.stderr
        assert "invented.example" not in said and "Bearer" not in said
        return done, said

    hubspot.refused = {"103"}
    done, said = drt("run", "--select", "hubspot_contacts")
    assert hubspot.sizes == [100, 100, 50], said
    assert len(hubspot.writes) == len(set(hubspot.writes)) == N_PEOPLE - 1
    assert "103" not in hubspot.records and done.returncode != 0
    assert hubspot.records["100"]["intent_reason_1"] == "" and "email" not in hubspot.records["100"]
    assert hubspot.records["101"]["intent_is_suppressed"] == "false"

    hubspot.writes.clear()
    hubspot.refused = set()
    done, said = drt("retry", "hubspot_contacts")
    assert (done.returncode, hubspot.writes) == (0, ["103"]), said

    hubspot.writes.clear()
    done, said = drt("run", "--select", "hubspot_contacts")
    assert (done.returncode, hubspot.writes) == (0, []), said

    execute(
        database,
        """update intent.intent_sync_contacts__hubspot
        set intent_score = 90, changed_at = timestamp '2026-01-04 04:05:06' where hs_object_id = '120'""",
    )
    done, said = drt("run", "--select", "hubspot_contacts")
    assert (done.returncode, hubspot.writes) == (0, ["120"]), said
    assert hubspot.records["120"]["intent_score"] == "90"


def execute(database: Path, statement: str) -> None:
    """Run one statement on the served file."""
    with duckdb.connect(str(database)) as connection:
        connection.execute(statement)


def test_salesforce_leads(tmp_path):
    """Each row arrives; after a failed one the next run sends again; then nothing; then what changed."""
    salesforce = Salesforce()
    database = tmp_path / "marts.duckdb"
    execute(
        database,
        """create schema intent; create table intent.intent_sync_leads__salesforce as
        select '00Q' || n as id, cast(n as varchar) as intent_contact_id__c, 'p@invented.example' as email,
            'Cold' as intent_segment__c, 'Read, "a" page' as intent_reason_1__c,
            cast(null as varchar) as intent_reason_2__c, cast(null as varchar) as intent_reason_3__c,
            'Wait' as intent_recommended_action__c, 'prospect' as intent_lifecycle__c,
            case when n = 1 then 'opted out' end as intent_suppression_reason__c, 7 as intent_score__c,
            n = 1 as intent_is_suppressed__c, date '2026-01-02' as intent_segment_since__c, 'h' as row_hash,
            timestamp '2026-01-03 04:05:06' as changed_at
        from range(120) as rows (n)""",
    )
    project = project_on(database, tmp_path)

    def run():
        done = call(project, "run", "--select", "salesforce_leads", SALESFORCE_URL=url_of(salesforce), **SECRETS)
        said = done.stdout + done.stderr
        assert "invented.example" not in said and "made-up" not in said
        return done.returncode, said

    try:
        salesforce.refused = {"00Q3"}
        code, said = run()
        assert code != 0 and len(salesforce.records) == 119, said
        salesforce.refused = set()
        code, said = run()
        assert code == 0 and len(salesforce.records) == 120, said
        assert salesforce.records["00Q1"]["Intent_Is_Suppressed__c"] == "true"
        n_jobs = len(salesforce.jobs)
        code, said = run()
        assert code == 0 and len(salesforce.jobs) == n_jobs, said
        execute(
            database,
            """update intent.intent_sync_leads__salesforce
            set intent_suppression_reason__c = null, changed_at = timestamp '2026-01-04 00:00:00' where id = '00Q1'""",
        )
        code, said = run()
        assert code == 0 and salesforce.jobs[n_jobs:] == [["00Q1"]], said
        assert salesforce.records["00Q1"]["Intent_Suppression_Reason__c"] is None
    finally:
        salesforce.shutdown()
        salesforce.server_close()


@pytest.mark.parametrize("sync", CRM_SYNCS)
def test_each_record_of_the_demo_arrives_once_and_a_second_run_sends_nothing(sync, built_demo, tmp_path):
    view, object_name = CRM_SYNCS[sync]
    crm = Hubspot(object_name) if sync.startswith("hubspot") else Salesforce(object_name)
    project = project_on(built_demo, tmp_path)
    environment = {"HUBSPOT_TOKEN": "invented", "HUBSPOT_URL": url_of(crm), "SALESFORCE_URL": url_of(crm), **SECRETS}
    identifier = "hs_object_id" if sync.startswith("hubspot") else "id"
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        scores = connection.execute(f"select * from intent.{view}").fetchall()
        columns = [column[0] for column in connection.description]
    rows = [dict(zip(columns, row, strict=True)) for row in scores]
    score = "intent_score" if sync.startswith("hubspot") else "intent_score__c"
    try:
        for _ in range(2):
            done = call(project, "run", "--select", sync, **environment)
            assert done.returncode == 0, done.stdout + done.stderr
            sent = crm.writes if sync.startswith("hubspot") else [one for job in crm.jobs for one in job]
            assert len(rows) > 200 and sorted(sent) == sorted(row[identifier] for row in rows)
        received = {
            name: {key.lower(): value for key, value in record.items()}.get(score)
            for name, record in crm.records.items()
        }
        assert {name: value for name, value in received.items() if value} == {
            row[identifier]: str(row[score]) for row in rows if row[score] is not None
        }
    finally:
        crm.shutdown()
        crm.server_close()


class Webhook(Answers):
    """Slack: 429 at first, then ok; refuses one person where asked."""

    def do_POST(self):
        """One message."""
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
        if self.server.busy:
            self.server.busy = False
            return self.answer(429, {}, {"Retry-After": "1"})
        if self.server.refused in said:
            return self.answer(400, {})
        self.server.said.append(said)
        return self.answer(200, {})


def test_slack_alerts(tmp_path):
    """A message for each main alert, once, a refused one by retry; then none; then the next day's alone."""
    slack = ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
    slack.busy, slack.refused, slack.said = True, "Person 1", []
    threading.Thread(target=slack.serve_forever, daemon=True).start()
    database = tmp_path / "marts.duckdb"
    execute(
        database,
        """create schema intent; create table intent.intent_alerts as
        select 'r' as rule_name, 'Looked at pricing' as alert_text, 'A & <B>' as account_name, 'Hot' as segment,
            70 as score, null::varchar as reason_1, 'Call' as recommended_action, 4 as due_hours, n as contact_id,
            'Person ' || n as full_name, date '2026-01-02' as as_of_date, n < 2 as is_main
        from range(3) as rows (n)""",
    )
    project = project_on(database, tmp_path)
    url = f"{url_of(slack)}/hidden"

    def drt(*arguments):
        done = call(project, *arguments, SLACK_WEBHOOK_URL=url)
        said = done.stdout + done.stderr
        assert "hidden" not in said and "Person" not in said, said
        return done.returncode

    try:
        assert drt("run", "--select", "slack_alerts") != 0 and len(slack.said) == 1
        slack.refused = "nobody at all"
        assert drt("retry", "slack_alerts") == 0
        assert [one.split(",")[0] for one in slack.said] == [
            f"Looked at pricing: Person {n} of A &amp; &lt;B&gt;" for n in (0, 1)
        ]
        assert drt("run", "--select", "slack_alerts") == 0
        assert len(slack.said) == 2
        execute(
            database,
            """insert into intent.intent_alerts by name
            select * replace (date '2026-01-03' as as_of_date) from intent.intent_alerts where contact_id = 0""",
        )
        assert drt("run", "--select", "slack_alerts") == 0
        assert len(slack.said) == 3
    finally:
        slack.shutdown()
        slack.server_close()
