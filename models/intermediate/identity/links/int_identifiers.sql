{{ intent.cached_by_rows() }}

with event_identifiers as (
    select * from {{ ref('int_identifier_days') }}
),

links as (
    select * from {{ ref('int_identity_links') }}
    where reject_reason = ''
),

contact_versions as (
    select * from {{ ref('int_contact_versions') }}
    where reject_reason = ''
),

outcomes as (
    select * from {{ ref('int_delivered_conversions') }}
    where reject_reason = '' and copy_number = 1
),

sightings as (
    select
        identifier_key,
        identifier_type,
        identifier_value,
        first_seen_at
    from event_identifiers
    union all
    select
        from_key as identifier_key,
        from_type as identifier_type,
        from_value as identifier_value,
        linked_at as first_seen_at
    from links
    union all
    select
        to_key as identifier_key,
        to_type as identifier_type,
        to_value as identifier_value,
        linked_at as first_seen_at
    from links
    union all
    select
        identifier_key,
        identifier_type,
        identifier_value,
        valid_from as first_seen_at
    from contact_versions
    union all
    select
        identifier_key,
        identifier_type,
        identifier_value,
        converted_at as first_seen_at
    from outcomes
),

identifiers as (
    select
        identifier_key,
        identifier_type,
        identifier_value,
        case identifier_type when 'crm_id' then 1 when 'email' then 2 when 'user_id' then 3 else 4 end as strength_rank,
        min(first_seen_at) as first_seen_at
    from sightings
    group by identifier_key, identifier_type, identifier_value
)

select * from identifiers
