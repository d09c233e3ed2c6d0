{{ intent.incremental_by('as_of_date', fingerprints='int_feature_fingerprints') }}

with days as (
    {{ intent.visible_days_as_of(ref('int_feature_fingerprints'), this, is_incremental(), 29 + 14) }}
),

activity as (
    select * from {{ ref('int_contact_channel_days') }}
    where not is_leaking
),

channels as (
    select
        {%- for days_ago in [0, 7, 14] %}
        max(case when days.age_days between {{ days_ago }} and {{ days_ago + 29 }} then 1 else 0 end) as n_used_{{ days_ago }},
        {%- endfor %}
        days.as_of_date,
        days.input_fingerprint,
        activity.contact_id
    from days
    inner join activity
        on days.occurred_date = activity.occurred_date and {{ intent.is_visible_as_of('activity', 'days.as_of_date') }}
    group by days.as_of_date, days.input_fingerprint, activity.contact_id, activity.channel
),

published as (
    select
        as_of_date,
        contact_id,
        {%- for days_ago in [0, 7, 14] %}
        cast(sum(n_used_{{ days_ago }}) as bigint) as channels_30_days_{{ days_ago }},
        {%- endfor %}
        input_fingerprint
    from channels
    group by as_of_date, contact_id, input_fingerprint
)

select * from published
