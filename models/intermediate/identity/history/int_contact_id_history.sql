{{ intent.fixpoint_by('int_identity_fingerprint', max_rounds=20000) }}

with first_round as (
    select * from {{ ref('int_contact_id_candidates') }}
),

candidates as (
    select * from {{ intent.previous_round() }}
),

edges as (
    select * from {{ ref('int_cluster_edges') }}
),

-- A contact id spreads along the links, from the moment of the latest link on its way.
spread as (
    select
        identifier_key,
        candidate_rank,
        candidate_since
    from candidates
    union all
    select
        edges.to_key as identifier_key,
        candidates.candidate_rank,
        greatest(candidates.candidate_since, edges.linked_at) as candidate_since
    from candidates
    inner join edges on candidates.identifier_key = edges.from_key
),

earliest as (
    select
        identifier_key,
        candidate_rank,
        min(candidate_since) as candidate_since
    from spread
    group by identifier_key, candidate_rank
),

ranked as (
    select
        *,
        min(candidate_rank) over (
            partition by identifier_key
            order by candidate_since, candidate_rank
            rows between unbounded preceding and current row
        ) as best_rank
    from earliest
),

-- From two contacts that become one, the stronger and older id stays.
next_round as (
    select
        identifier_key,
        candidate_rank,
        candidate_since
    from ranked
    where candidate_rank = best_rank
)

select * from next_round
