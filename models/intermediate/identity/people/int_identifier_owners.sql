{{ intent.cached_by('int_identity_fingerprint') }}
{%- set max_devices = var('intent_max_identifiers_per_contact') | int -%}

with links as (
    select * from {{ ref('int_identity_links') }}
    where reject_reason = '' and not is_unlinked
),

hard_identifiers as (
    select * from {{ ref('int_hard_identifier_owners') }}
),

device_links as (
    select
        from_key as device_key,
        from_value as device_value,
        to_key as hard_key,
        linked_at
    from links
    where from_type = 'anonymous_id' and to_type <> 'anonymous_id'
    union all
    select
        to_key as device_key,
        to_value as device_value,
        from_key as hard_key,
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
            order by linked_at, hard_key
        ) as link_rank
    from device_links
),

devices as (
    select
        ranked.device_key as identifier_key,
        hard_identifiers.contact_id,
        'anonymous_id' as identifier_type,
        ranked.device_value as identifier_value,
        greatest(ranked.linked_at, hard_identifiers.linked_at) as linked_at
    from ranked
    inner join hard_identifiers on ranked.hard_key = hard_identifiers.identifier_key
    where ranked.link_rank = 1
),

oversize as (
    select contact_id
    from devices
    group by contact_id
    having count(*) > {{ max_devices }}
),

aged as (
    select
        devices.identifier_key,
        row_number() over (
            partition by devices.contact_id
            order by devices.linked_at, devices.identifier_key
        ) as age_rank
    from devices
    inner join oversize on devices.contact_id = oversize.contact_id
),

-- Of a contact with too many devices, those that were linked last belong to nobody.
surplus as (
    select identifier_key from aged
    where age_rank > {{ max_devices }}
),

published as (
    select
        identifier_key,
        contact_id,
        identifier_type,
        identifier_value,
        linked_at
    from hard_identifiers
    union all
    select devices.*
    from devices
    where devices.identifier_key not in (select surplus.identifier_key from surplus)
)

select * from published
