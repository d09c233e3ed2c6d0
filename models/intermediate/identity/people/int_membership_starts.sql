{{ intent.fixpoint_by('int_identity_fingerprint', max_rounds=20000) }}

with members as (
    select * from {{ ref('int_contact_members') }}
),

edges as (
    select * from {{ ref('int_cluster_edges') }}
),

first_round as (
    select
        identifier_key,
        first_seen_at as joined_at
    from members
    where identifier_key = core_key
),

joined as (
    select * from {{ intent.previous_round() }}
),

-- An identifier is known to be the contact's once a chain of links leads to the core; the latest link of the chain decides.
reached as (
    select
        identifier_key,
        joined_at
    from joined
    union all
    select
        edges.to_key as identifier_key,
        greatest(joined.joined_at, edges.linked_at) as joined_at
    from joined
    inner join edges on joined.identifier_key = edges.from_key
),

next_round as (
    select
        identifier_key,
        min(joined_at) as joined_at
    from reached
    group by identifier_key
)

select * from next_round
