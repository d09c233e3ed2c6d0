{{ intent.cached_by('int_identity_fingerprint') }}

with clusters as (
    select * from {{ ref('int_identity_clusters') }}
),

oversize as (
    select * from {{ ref('int_oversize_components') }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

-- What is left of an oversize cluster was searched again.
members as (
    select
        coalesce(oversize.parent_key, clusters.cluster_key) as component_key,
        identifiers.identifier_key,
        identifiers.first_seen_at,
        identifiers.strength_rank
    from clusters
    inner join identifiers on clusters.node_key = identifiers.identifier_key
    left join oversize on clusters.node_key = oversize.node_key
),

ranked as (
    select
        component_key,
        identifier_key,
        first_seen_at,
        row_number() over (
            partition by component_key
            order by first_seen_at, strength_rank, identifier_key
        ) as age_rank,
        row_number() over (
            partition by component_key
            order by strength_rank, first_seen_at, identifier_key
        ) as strength_rank
    from members
),

-- The core is the oldest identifier; the contact is named after the strongest.
components as (
    select
        component_key,
        max(case when age_rank = 1 then identifier_key end) as core_key,
        max(case when strength_rank = 1 then identifier_key end) as contact_id
    from ranked
    group by component_key
),

published as (
    select
        ranked.identifier_key,
        components.contact_id,
        components.core_key,
        ranked.first_seen_at
    from ranked
    inner join components on ranked.component_key = components.component_key
)

select * from published
