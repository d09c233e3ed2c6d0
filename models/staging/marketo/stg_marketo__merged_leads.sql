{{ config(enabled=intent.is_connector_on('marketo')) }}

with merge_log as (
    {{ intent.source_table(
        source('marketo', 'activity_merge_leads'),
        required={'lead_id': 'string', 'activity_date': 'timestamp'},
        optional={'merge_ids': 'json'},
        is_optional_table=true, with_deleted=true,
    ) }}
),

positions as (
    select number as position from {{ ref('stg_intent__whole_numbers') }}
    where number between 1 and 100
),

-- merge_ids holds the ids that were merged into the lead, such as [1286861, 1286862].
listed as (
    select
        lead_id,
        activity_date,
        replace(replace(replace(replace(merge_ids, '[', ''), ']', ''), ' ', ''), '"', '') as merge_ids
    from merge_log
    where merge_ids is not null
),

merged as (
    select
        {{ intent.split_item('listed.merge_ids', ',', 'positions.position') }} as merged_lead_id,
        listed.lead_id,
        listed.activity_date
    from listed
    inner join positions on positions.position <= 1 + length(listed.merge_ids) - length(replace(listed.merge_ids, ',', ''))
),

published as (
    select
        merged_lead_id,
        lead_id,
        min(activity_date) as linked_at
    from merged
    where merged_lead_id <> '' and merged_lead_id <> lead_id
    group by merged_lead_id, lead_id
)

select * from published
