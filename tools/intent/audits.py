"""What a build must be before readers get it: a sentence, and the query for the rows that contradict it."""

from __future__ import annotations

import duckdb

MARTS_THAT_HAVE_ROWS = (
    "intent_contacts",
    "intent_contact_scores",
    "intent_contact_score_history",
    "intent_row_conservation",
    "intent_sync_contacts",
)
# Queries run in the schema of the marts; the rows they give are what is wrong.
AUDITS = {
    "a contact has more than one score": """
        select contact_id from intent_contact_scores group by contact_id having count(*) > 1
    """,
    "a contact would be synced twice": """
        select contact_id from intent_sync_contacts group by contact_id having count(*) > 1
    """,
    "a score lies outside 0 to 100, or is missing": """
        select contact_id from intent_contact_scores where score is null or score not between 0 and 100
    """,
    "a scored contact has no segment or no recommended action": """
        select contact_id from intent_contact_scores where segment is null or recommended_action is null
    """,
    "a scored contact is not among the contacts": """
        select contact_id from intent_contact_scores where contact_id not in (select contact_id from intent_contacts)
    """,
    "scores are of more than one date: a build was broken off": """
        select as_of_date from intent_contact_scores
        where as_of_date <> (select max(as_of_date) from intent_contact_score_history)
        union all
        select as_of_date from intent_account_scores
        where as_of_date <> (select max(as_of_date) from intent_contact_scores)
    """,
    "the score of today is another one in the history": """
        select scores.contact_id
        from intent_contact_scores as scores
        left join intent_contact_score_history as history
            on scores.contact_id = history.contact_id and scores.as_of_date = history.as_of_date
            and scores.scorecard_name = history.scorecard_name
        where history.score is distinct from scores.score
    """,
    "the points of a contact's signals are not the points of the contact": """
        select scores.contact_id
        from intent_contact_scores as scores
        inner join (
            select contact_id, sum(points) as points from intent_contact_signals group by contact_id
        ) as signals on scores.contact_id = signals.contact_id
        where signals.points <> scores.points
    """,
    "a change of a score is not explained": """
        select changes.contact_id
        from (
            select contact_id, as_of_date, compared_date, sum(points_change) as points
            from intent_score_changes
            group by contact_id, as_of_date, compared_date
        ) as changes
        inner join intent_contact_score_history as now
            on changes.contact_id = now.contact_id and changes.as_of_date = now.as_of_date
        inner join intent_contact_score_history as before
            on changes.contact_id = before.contact_id and changes.compared_date = before.as_of_date
        where changes.points <> now.points - before.points
    """,
    "rows were lost between delivery and spine": """
        select source_name from intent_row_conservation where n_unexplained <> 0
    """,
    "what is synced contradicts the scores": """
        select synced.contact_id
        from intent_sync_contacts as synced
        left join intent_contact_scores as scores on synced.contact_id = cast(scores.contact_id as varchar)
        where synced.intent_segment is distinct from scores.segment
            or (scores.contact_id is null and synced.suppression_reason is distinct from 'excluded')
    """,
    "a contact who opted out is not suppressed": """
        select synced.contact_id
        from intent_sync_contacts as synced
        inner join intent_contact_scores as scores on synced.contact_id = cast(scores.contact_id as varchar)
        where scores.is_opted_out and not synced.is_suppressed
    """,
}


def change_faults(connection: duckdb.DuckDBPyConnection, accepted: str | None) -> list[str]:
    """What speaks against the build beside the file that is served: older, half as many rows, other segments.

    Where `accepted` is the build's as-of date, fewer rows and other segments are right for this once.
    """
    now, before = (
        connection.execute(f"select max(as_of_date) from {place}intent_contact_scores").fetchone()[0]
        for place in ("", "served.intent.")
    )
    if before is not None and now < before:
        return [f"the build is as of {now}, older than {before}, which is served"]
    if str(now) == accepted:
        return []
    faults = []
    for mart in MARTS_THAT_HAVE_ROWS:
        n_now, n_before = (
            connection.execute(f"select count(*) from {place}{mart}").fetchone()[0] for place in ("", "served.intent.")
        )
        if n_now * 2 <= n_before:
            faults.append(f"{mart} would have {n_now:,} rows, and has {n_before:,}")
    n_both, n_moved = connection.execute("""
        select count(*), count(*) filter (where now.segment <> before.segment)
        from intent_contact_scores as now
        inner join served.intent.intent_contact_scores as before on now.contact_id = before.contact_id
    """).fetchone()
    if n_moved * 5 > n_both:
        faults.append(f"{n_moved:,} of {n_both:,} contacts would be in another segment")
    return [f"{fault}; if that is right, let it pass by --accept-volume-change {now}" for fault in faults]
