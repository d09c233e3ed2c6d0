-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
-- depends_on: {{ ref('int_contact_name_starts') }}
{{ config(materialized='fixpoint', meta={'inputs': 'int_identity_inputs', 'start_from': 'int_contact_name_starts', 'max_rounds': 20000}) }}

with names as (
    select * from {{ intent.previous_round() }}
),

edges as (
    select * from {{ ref('int_person_edges') }}
),

-- A name spreads along the links, from the moment of the latest link on its way.
spread as (
    select
        identifier_key,
        name_rank,
        named_at
    from names
    union all
    select
        edges.to_key as identifier_key,
        names.name_rank,
        greatest(names.named_at, edges.linked_at) as named_at
    from names
    inner join edges on names.identifier_key = edges.from_key
),

earliest as (
    select
        identifier_key,
        name_rank,
        min(named_at) as named_at
    from spread
    group by identifier_key, name_rank
),

judged as (
    select
        *,
        min(name_rank) over (
            partition by identifier_key
            order by named_at, name_rank
            rows between unbounded preceding and current row
        ) as best_name_rank
    from earliest
),

-- From two people that become one, the stronger and older name stays.
next_round as (
    select
        identifier_key,
        name_rank,
        named_at
    from judged
    where name_rank = best_name_rank
)

select * from next_round
