{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    select * from {{ ref('stg_hubspot__contact_records') }}
),

changes as (
    select * from {{ ref('stg_hubspot__property_changes') }}
    where property_name = 'hs_merged_object_ids' and value is not null
),

audits as (
    {{ intent.source_table(
        source('hubspot', 'contact_merge_audit'),
        required={'canonical_vid or contact_id': 'string', 'vid_to_merge': 'string'},
        optional={'timestamp': 'timestamp'},
        is_optional_table=true
    ) }}
),

positions as (
    select number as position from {{ ref('stg_intent__whole_numbers') }}
    where number between 1 and 100
),

lists as (
    select
        id as contact_id,
        property_hs_merged_object_ids as merged_ids,
        property_createdate as linked_at,
        1 as is_guess
    from contacts
    where property_hs_merged_object_ids is not null
    union all
    select
        contact_id,
        value as merged_ids,
        changed_at as linked_at,
        0 as is_guess
    from changes
),

-- The list of ids is parted by semicolons.
items as (
    select
        trim(both ' ' from {{ intent.split_item('lists.merged_ids', ';', 'positions.position') }}) as merged_contact_id,
        lists.contact_id,
        lists.linked_at,
        lists.is_guess
    from lists
    inner join positions on positions.position <= 1 + length(lists.merged_ids) - length(replace(lists.merged_ids, ';', ''))
    union all
    select
        audits.vid_to_merge as merged_contact_id,
        audits.canonical_vid as contact_id,
        coalesce(audits.timestamp, contacts.property_createdate) as linked_at,
        case when audits.timestamp is null then 1 else 0 end as is_guess
    from audits
    left join contacts on audits.canonical_vid = contacts.id
),

-- A merge is known from the first record of it; without any, the surviving contact's creation stands for it.
published as (
    select
        merged_contact_id,
        contact_id,
        coalesce(min(case when is_guess = 0 then linked_at end), min(linked_at)) as linked_at
    from items
    where merged_contact_id <> '' and merged_contact_id <> contact_id
    group by merged_contact_id, contact_id
)

select * from published
