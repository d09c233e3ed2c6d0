"""Who fits: what titles mean, what was known when, and that what people did counts for nothing; and cuts by size."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from contracts_project import CONTRACTS, ContractsProject, event, link

TODAY = datetime(2026, 6, 30, 12)
# Titles as people write them, with the seniority and department that a reader of the title would say.
TITLES = {
    # English
    "CEO": ("Executive", "Management"),
    "Chief Executive Officer": ("Executive", "Management"),
    "Co-Founder & CEO": ("Executive", "Management"),
    "CFO": ("Executive", "Finance"),
    "Chief Financial Officer": ("Executive", "Finance"),
    "Chief Marketing Officer": ("Executive", "Marketing"),
    "CTO": ("Executive", "Engineering"),
    "CIO": ("Executive", "IT"),
    "Chief Revenue Officer": ("Executive", "Sales"),
    "Managing Director": ("Executive", "Management"),
    "President": ("Executive", "Management"),
    "Owner": ("Executive", "Management"),
    "Vice President": ("VP", "Management"),
    "Vice President, Sales": ("VP", "Sales"),
    "SVP Marketing": ("VP", "Marketing"),
    "VP of Engineering": ("VP", "Engineering"),
    "Head of IT": ("Director", "IT"),
    "Head of People": ("Director", "HR"),
    "Director of Operations": ("Director", "Operations"),
    "Director, Product Management": ("Director", "Product"),
    "Sales Manager": ("Manager", "Sales"),
    "Team Lead Customer Success": ("Manager", "Customer success"),
    "Marketing Manager EMEA": ("Manager", "Marketing"),
    "Office Manager": ("Specialist", "Operations"),
    "Account Manager": ("Specialist", "Sales"),
    "Account Executive": ("Specialist", "Sales"),
    "Product Manager": ("Specialist", "Product"),
    "Sr. Software Engineer": ("Senior", "Engineering"),
    "Principal Data Scientist": ("Senior", "Data"),
    "Software Developer": ("Specialist", "Engineering"),
    "Data Analyst": ("Specialist", "Data"),
    "Executive Assistant to the CEO": ("Junior", "Operations"),
    "Student Assistant": ("Junior", "unknown"),
    "Marketing Intern": ("Junior", "Marketing"),
    "Junior Accountant": ("Junior", "Finance"),
    "General Counsel": ("Executive", "Legal"),
    "Purchasing Manager": ("Manager", "Procurement"),
    "IT Administrator": ("Specialist", "IT"),
    "Chairwoman of the Board": ("Executive", "Management"),
    "Partner Manager": ("Specialist", "Sales"),
    "Interim Storyteller": ("unknown", "unknown"),
    # As CRMs name them in lists of their own
    "c_suite": ("Executive", "Management"),
    "C-Level": ("Executive", "Management"),
    "human_resource": ("unknown", "HR"),
    "project_management": ("unknown", "Operations"),
    "information_technology": ("unknown", "IT"),
    "customer_service": ("unknown", "Customer success"),
    "entry": ("Junior", "unknown"),
    # German
    "Geschäftsführer": ("Executive", "Management"),
    "Geschäftsführerin": ("Executive", "Management"),
    "Inhaber": ("Executive", "Management"),
    "Vorstand Finanzen": ("Executive", "Finance"),
    "Vertriebsleiter": ("Director", "Sales"),
    "Leiterin Marketing": ("Director", "Marketing"),
    "Leiter Einkauf": ("Director", "Procurement"),
    "IT-Leiter": ("Director", "IT"),
    "Bereichsleiter Produktion": ("Director", "Operations"),
    "Teamleiterin Kundenservice": ("Manager", "Customer success"),
    "Systemadministrator": ("Specialist", "IT"),
    "Softwareentwickler": ("Specialist", "Engineering"),
    "Vertriebsmitarbeiter": ("Specialist", "Sales"),
    "Werkstudentin Marketing": ("Junior", "Marketing"),
    "Assistentin der Geschäftsführung": ("Junior", "Operations"),
    "Personalreferent": ("Specialist", "HR"),
    # French
    "Président": ("Executive", "Management"),
    "Directeur général": ("Executive", "Management"),
    "PDG": ("Executive", "Management"),
    "Directrice marketing": ("Director", "Marketing"),
    "Directeur des ventes": ("Director", "Sales"),
    "Responsable commercial": ("Manager", "Sales"),
    "Chef de projet": ("Specialist", "Operations"),
    "Ingénieur logiciel": ("Specialist", "Engineering"),
    "Stagiaire en communication": ("Junior", "Marketing"),
    "Directeur des ressources humaines": ("Director", "HR"),
    "Assistante de direction": ("Junior", "Operations"),
    # Spanish
    "Director General": ("Executive", "Management"),
    "Directora de Marketing": ("Director", "Marketing"),
    "Gerente de Ventas": ("Manager", "Sales"),
    "Jefe de Compras": ("Manager", "Procurement"),
    "Fundadora": ("Executive", "Management"),
    "Ingeniero de Software": ("Specialist", "Engineering"),
    "Becaria de finanzas": ("Junior", "Finance"),
    "Responsable de Recursos Humanos": ("Manager", "HR"),
    # Any case, accents and punctuation
    "GESCHÄFTSFÜHRER": ("Executive", "Management"),
    "directeur ge\u0301ne\u0301ral": ("Executive", "Management"),
    "  vp/sales ": ("VP", "Sales"),
}


def at(days_ago: int) -> datetime:
    """Noon so many days before today."""
    return TODAY - timedelta(days=days_ago)


def person(name: str, company: str = "nowhere.example", valid_from: datetime | None = None, **said: object) -> dict:
    """What the CRM says of a person."""
    address = f"{name}@{company}"
    return {
        "source_name": "given",
        "identifier_type": "email",
        "identifier_value": address,
        "email": address,
        "valid_from": valid_from or at(60),
    } | said


def company(domain: str, valid_from: datetime | None = None, **said: object) -> dict:
    """What the CRM says of a company."""
    made = {"source_name": "given", "account_key": domain, "account_name": domain, "domain": domain}
    return made | {"valid_from": valid_from or at(90)} | said


MOVED = {"identifier_type": "crm_id", "identifier_value": "given:1", "record_type": "contact"}
# By default 61 is Warming; the segment begins at 55 where the company has a thousand employees.
TRIAL_SCORE = 61
CLASSES = (
    "deal_size_class,attribute,lower_bound,upper_bound,weekly_capacity\nenterprise,employee_count,1000,1000000,5\n"
)
CUTS = "deal_size_class,segment_name,min_score\nenterprise,High Intent,55\nenterprise,Warming,40\n"
SIZED = "tiny", "vast", "grown"
IDEAL = {"industry": "Computer Software", "country": "Deutschland", "employee_count": 300}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """People with each title, and some whose records say more, less, or something else later."""
    made = ContractsProject(tmp_path_factory.mktemp("fit") / "project")
    settings = made.folder / "dbt_project.yml"
    seeds = "vars:\n  intent_deal_size_classes_seed: own_classes\n  intent_deal_size_cuts_seed: own_cuts\n"
    settings.write_text(settings.read_text().replace("vars:\n", seeds))
    (made.folder / "seeds").mkdir()
    (made.folder / "seeds" / "own_classes.csv").write_text(CLASSES)
    (made.folder / "seeds" / "own_cuts.csv").write_text(CUTS)
    twins = {"job_title": "VP Sales", **IDEAL}
    made.write(
        "contacts",
        [
            *(person(f"title-{number}", job_title=title) for number, title in enumerate(TITLES)),
            person("busy", **twins),
            person("silent", **twins),
            person("promoted", job_title="Marketing Intern", **IDEAL),
            person("promoted", valid_from=at(10), job_title="Chief Marketing Officer", **IDEAL),
            person("backfilled", "ideal.example", job_title="VP Sales"),
            person("moved", "ideal.example", job_title="Sales Manager") | MOVED,
            person("moved", "school.example", valid_from=at(10)) | MOVED,
            person("stacked", "stacked.example", job_title="VP Sales", valid_from=at(100)),
            person("nameless", full_name="Nameless"),
            person("coded", job_title="Storyteller", department="Sales", seniority="c_suite"),
        ],
    )
    made.write(
        "identity_links",
        [
            link("crm_id", "given:1", "email", "moved@ideal.example", at(60)),
            link("crm_id", "given:1", "email", "moved@school.example", at(10)),
        ],
    )
    made.write(
        "accounts",
        [
            company("tiny.example", employee_count=50),
            company("vast.example", employee_count=1000),
            company("grown.example", employee_count=50),
            company("grown.example", valid_from=at(3), employee_count=5000),
            company("ideal.example", **IDEAL),
            company("stacked.example", technologies='["Google_Analytics", "Salesforce"]', **IDEAL),
            company("stacked.example", valid_from=at(20), company_events="hiring; Layoffs", **IDEAL),
            company("stacked.example", valid_from=at(10), company_events="none", technologies="paper", **IDEAL),
            company("school.example", industry="Higher Education", country="France", employee_count=15),
            company("ideal.example", valid_from=at(5), country="Atlantis"),
        ],
    )
    made.write(
        "events",
        [
            *(event(f"buyer@{name}.example", "trial_started", at(6)) for name in SIZED),
            *(event("busy@nowhere.example", "demo_requested", at(days)) for days in (1, 2, 3)),
            event("backfilled@ideal.example", "demo_requested", at(1)),
            event("nameless@nowhere.example", "page_viewed", at(1), "/"),
        ],
    )
    build(made, "+intent_contact_scores", "+intent_account_scores")
    return made


def build(project: ContractsProject, *arguments: str) -> None:
    """Build marts, the history among them."""
    project.build("--select", "+intent_contact_score_history", *arguments, intent_as_of_date=str(TODAY.date()))


def segments(project: ContractsProject) -> dict[tuple[str, int], tuple]:
    """Score, segment and class of each buyer on each of the last days, by company and days ago."""
    found = project.rows(
        "select split_part(split_part(contacts.email, '@', 2), '.', 1), as_of_date, score, segment, deal_size_class "
        "from intent.intent_contact_score_history inner join intent.intent_contacts as contacts using (contact_id) "
        f"where contacts.email like 'buyer@%' and as_of_date > date '{at(6).date()}'"
    )
    return {(name, (TODAY.date() - day).days): tuple(said) for name, day, *said in found}


def fits(project: ContractsProject, name: str, day: date) -> tuple:
    """Score and grade of fit of a person on a day."""
    found = project.rows(
        "select fit_score, fit_grade from intent_internal.int_fit_periods as fits "
        "inner join intent_internal.int_contacts as contacts on fits.subject_id = contacts.contact_id "
        f"where subject = 'contact' and (email like '{name}@%') and date '{day}' between from_date and last_date"
    )
    assert len(found) == 1
    return found[0]


def test_a_title_says_seniority_and_department(project):
    found = {
        title: (seniority, department)
        for title, seniority, department in project.rows(
            "select job_title, seniority, department from intent.intent_contact_scores where email like 'title-%'"
        )
    }
    assert {title: found[title] for title in TITLES} == TITLES


def test_a_fact_counts_from_the_day_on_which_it_was_known(project):
    before, after = (fits(project, "promoted", at(days).date()) for days in (11, 10))
    assert (before[1], after[1]) == ("D", "A")
    # With another email, the person is at another company from that day on, and not before.
    at_the_ideal, at_the_school = (fits(project, "moved", at(days).date())[0] for days in (11, 10))
    assert at_the_ideal > at_the_school
    assert at_the_ideal == fits(project, "backfilled", at(11).date())[0] - 12
    # The country of the account is another one from the fifth day before today.
    assert fits(project, "backfilled", at(6).date())[0] - fits(project, "backfilled", at(5).date())[0] == 5


def test_what_the_person_does_not_say_of_the_company_the_account_does(project):
    assert fits(project, "backfilled", at(20).date()) == fits(project, "silent", at(20).date()) == (100, "A")


def test_what_a_company_works_with_and_goes_through_counts_since_it_was_known(project):
    """All else is worth all 100 points; of technologies and events together 10 more each, where they are known."""
    scores = [fits(project, "stacked", at(days).date())[0] for days in (30, 15, 5)]
    # The stack alone; ten points less for layoffs, though they hire as well; other technologies, and no more events.
    assert scores == [100, 83, 90]


def test_of_whom_nothing_is_known_the_grade_is_unknown_and_no_d(project):
    found = project.rows(
        "select fit_score, fit_grade, seniority, department from intent.intent_contact_scores "
        "where email like 'nameless@%'"
    )
    assert found == [(None, "unknown", "unknown", "unknown")]


def test_what_the_crm_says_of_seniority_and_department_counts_before_the_title(project):
    found = project.rows("select seniority, department from intent.intent_contact_scores where email like 'coded@%'")
    assert found == [("Executive", "Sales")]


def test_fit_never_depends_on_what_a_person_did(project):
    found = project.rows(
        "select email, score > 0, fit_score, fit_grade, segment, priority from intent.intent_contact_scores "
        "where email like 'busy@%' or email like 'silent@%' order by email"
    )
    (_, is_busy, *busy, hot, first), (_, is_active, *silent, cold, later) = found
    assert (is_busy, is_active) == (True, False)
    assert busy == silent
    assert first < later, (hot, cold)


def test_the_hybrid_score_is_forty_points_of_fit_and_sixty_of_intent(project):
    found = project.rows("select email, score, fit_score, hybrid_score from intent.intent_contact_scores")
    people = {email.split("@")[0]: numbers for email, *numbers in found}
    assert people["silent"] == [0, 100, 40]
    score, fit, hybrid = people["busy"]
    assert fit == 100 and hybrid == (40 * fit + 60 * score + 50) // 100 and hybrid > 40
    # Of whom nothing is known, intent alone counts.
    assert people["nameless"][0] == people["nameless"][2]


def test_an_account_lacks_the_roles_that_nobody_active_has(project):
    # A VP of sales is active; a manager of sales would be a champion, and is at the school by now.
    found = project.rows(
        "select fit_grade, fit_score, missing_roles, n_departments, n_seniorities from intent.intent_account_scores "
        "where domain = 'ideal.example'"
    )
    assert found == [("A", 90, "Champion, Technical evaluator, Budget holder", 1, 1)]


def test_a_class_of_deals_has_cuts_of_its_own_from_the_day_on_which_the_size_was_known(project):
    small, large = (TRIAL_SCORE, "Warming", "all"), (TRIAL_SCORE, "High Intent", "enterprise")
    assert segments(project) == {
        (name, days): large if name == "vast" or (name == "grown" and days <= 3) else small
        for name in SIZED
        for days in range(6)
    }
    # A company is in the class of its own size: a score of 36 is Warming from 30 on, in the class from 40 on.
    accounts = project.rows(
        "select domain, score, segment from intent.intent_account_scores "
        "where domain in ('tiny.example', 'vast.example', 'grown.example') order by domain"
    )
    assert accounts == [("grown.example", 36, "Cold"), ("tiny.example", 36, "Warming"), ("vast.example", 36, "Cold")]


def test_a_size_that_is_known_since_today_changes_today_alone_in_an_increment_as_in_a_full_refresh(project):
    before = segments(project)
    accounts = project.rows(f"select * from read_parquet('{project.file('accounts')}')")
    columns = CONTRACTS["accounts"]
    known = [dict(zip(columns, row, strict=True)) for row in accounts]
    project.write("accounts", [*known, company("tiny.example", valid_from=at(0), employee_count=2000)])
    build(project)
    after = segments(project)
    assert {key for key in before if before[key] != after[key]} == {("tiny", 0)}
    assert after["tiny", 0] == (TRIAL_SCORE, "High Intent", "enterprise")
    increments = project.rows("select * from intent.intent_contact_score_history order by contact_id, as_of_date")
    build(project, "--full-refresh")
    assert (
        project.rows("select * from intent.intent_contact_score_history order by contact_id, as_of_date") == increments
    )
