-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}
{%- set max_devices = var('intent_max_identifiers_per_contact') | int -%}

with links as (
    select * from {{ ref('int_identity_links') }}
    where reject_reason = '' and not is_unlinked
),

person_identifiers as (
    select * from {{ ref('int_person_identifiers') }}
),

device_links as (
    select
        from_key as device_key,
        from_value as device_value,
        to_key as person_key,
        linked_at
    from links
    where from_type = 'anonymous_id' and to_type <> 'anonymous_id'
    union all
    select
        to_key as device_key,
        to_value as device_value,
        from_key as person_key,
        linked_at
    from links
    where to_type = 'anonymous_id' and from_type <> 'anonymous_id'
),

-- Devices follow people: the first link wins, and joins nobody.
ranked as (
    select
        *,
        row_number() over (
            partition by device_key
            order by linked_at, person_key
        ) as link_rank
    from device_links
),

owned as (
    select
        ranked.device_key as identifier_key,
        person_identifiers.contact_id,
        'anonymous_id' as identifier_type,
        ranked.device_value as identifier_value,
        greatest(ranked.linked_at, person_identifiers.linked_at) as linked_at
    from ranked
    inner join person_identifiers on ranked.person_key = person_identifiers.identifier_key
    where ranked.link_rank = 1
),

crowded as (
    select contact_id
    from owned
    group by contact_id
    having count(*) > {{ max_devices }}
),

ranked_by_age as (
    select
        owned.identifier_key,
        row_number() over (
            partition by owned.contact_id
            order by owned.linked_at, owned.identifier_key
        ) as age_rank
    from owned
    inner join crowded on owned.contact_id = crowded.contact_id
),

published as (
    select owned.*
    from owned
    left join ranked_by_age on owned.identifier_key = ranked_by_age.identifier_key
    where ranked_by_age.age_rank is null or ranked_by_age.age_rank <= {{ max_devices }}
)

select * from published
