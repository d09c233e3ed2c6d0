{{ intent.incremental_by('as_of_date', fingerprints='int_feature_fingerprints') }}

with days as (
    {{ intent.visible_days_as_of(ref('int_feature_fingerprints'), this, is_incremental(), 90) }}
),

activity as (
    select * from {{ ref('int_contact_channel_days') }}
    where not is_leaking
),

active as (
    select distinct
        days.as_of_date,
        activity.contact_id,
        days.input_fingerprint
    from days
    inner join activity
        on days.occurred_date = activity.occurred_date and {{ intent.is_visible_as_of('activity', 'days.as_of_date') }}
)

select * from active
