{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    select * from {{ ref('stg_hubspot__contact_records') }}
),

changes as (
    select * from {{ ref('stg_hubspot__property_changes') }}
    where property_name in ('hs_merged_object_ids', 'hs_calculated_merged_vids') and value is not null
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
    where number > 0
),

lists as (
    select
        id as contact_id,
        property_hs_merged_object_ids as merged_ids,
        {{ intent.null_columns('identity_links', ['linked_at']) }}
    from contacts
    where property_hs_merged_object_ids is not null
    union all
    select
        id as contact_id,
        property_hs_calculated_merged_vids as merged_ids,
        {{ intent.null_columns('identity_links', ['linked_at']) }}
    from contacts
    where property_hs_calculated_merged_vids is not null
    union all
    select
        contact_id,
        value as merged_ids,
        changed_at as linked_at
    from changes
),

-- Ids are separated by semicolons; in hs_calculated_merged_vids each has the millisecond of its merge behind a colon.
items as (
    select
        {{ intent.split_item('lists.merged_ids', ';', 'positions.position') }} as item,
        lists.contact_id,
        lists.linked_at
    from lists
    inner join positions on positions.position <= 1 + length(lists.merged_ids) - length(replace(lists.merged_ids, ';', ''))
),

listed_merges as (
    select
        trim(both ' ' from {{ intent.split_item('item', ':', 1) }}) as merged_contact_id,
        contact_id,
        coalesce(
            {{ intent.timestamp_from_milliseconds(intent.split_item('item', ':', 2)) }},
            linked_at
        ) as linked_at
    from items
    union all
    select
        audits.vid_to_merge as merged_contact_id,
        audits.canonical_vid as contact_id,
        audits.timestamp as linked_at
    from audits
),

first_known as (
    select
        merged_contact_id,
        contact_id,
        min(linked_at) as linked_at
    from listed_merges
    where merged_contact_id <> '' and merged_contact_id <> contact_id
    group by merged_contact_id, contact_id
),

-- A merge is known from the first record of it; without any, since both contacts were there.
published as (
    select
        first_known.merged_contact_id,
        first_known.contact_id,
        coalesce(
            first_known.linked_at,
            greatest(winners.property_createdate, coalesce(losers.property_createdate, winners.property_createdate))
        ) as linked_at
    from first_known
    left join contacts as winners on first_known.contact_id = winners.id
    left join contacts as losers on first_known.merged_contact_id = losers.id
)

select * from published
