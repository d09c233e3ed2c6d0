"""Hold a peer's points against those of the dbt project: equal for every contact, or the peer did other work."""

from __future__ import annotations

from pathlib import Path

import duckdb

MOST_EXAMPLES = 3
CONTACT_OF_IDENTIFIER = "cast('0x' || substr(md5(identifier_type || ':' || identifier_value), 1, 15) as bigint)"
DIFFERENCES = """
    with peer as (
        select {contact_id} as contact_id, points_micro, score from read_parquet('{points}')
    ),

    project as (
        select contact_id, cast(points * 1000000 as bigint) as points_micro, score
        from built.intent.intent_contact_scores
    )

    select
        coalesce(peer.contact_id, project.contact_id), project.points_micro, peer.points_micro,
        project.score, peer.score, count(*) over () as n_differences
    from project
    full join peer on project.contact_id = peer.contact_id
    where project.points_micro is distinct from peer.points_micro or project.score is distinct from peer.score
    order by all
"""


def differences(points: Path, database: Path) -> list[str]:
    """Compare points and score by contact_id, or by the identifier that makes it, with a built DuckDB file.

    Sentences about contacts whose points or score differ, or who are on one side only; none when all are equal.
    """
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as built (read_only)")
        columns = connection.execute("select column_name from (describe from read_parquet(?))", [str(points)])
        has_contact = ("contact_id",) in columns.fetchall()
        key = "contact_id" if has_contact else CONTACT_OF_IDENTIFIER
        found = connection.execute(DIFFERENCES.format(points=points, contact_id=key)).fetchall()
    sentences = [
        f"contact {who}: {project} millionths of a point by the project and {peer} by the peer, "
        f"score {score} and {peer_score}"
        for who, project, peer, score, peer_score, _ in found[:MOST_EXAMPLES]
    ]
    return sentences + ([f"{found[0][-1]} contacts differ in all"] if found else [])
