{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='as_of_date',
    meta={'slices': 'int_as_of_fingerprints'}
) }}

with visible as (
    {{ intent.visible_activity_as_of(this, is_incremental(), 90 + 14) }}
),

usable as (
    select * from visible
    where not is_leaking
),

-- Each feature as seen on the as-of date, 7 and 14 days before: the same events, fewer of them.
days as (
    select
        as_of_date,
        input_fingerprint,
        contact_id,
        age_days,
        sum(n_events) as n_events
    from usable
    group by as_of_date, input_fingerprint, contact_id, age_days
),

contacts as (
    select
        as_of_date,
        input_fingerprint,
        contact_id,
        {%- for days_ago in [0, 7, 14] %}
        min(case when age_days between {{ days_ago }} and {{ days_ago + 90 }} then age_days - {{ days_ago }} end)
            as days_since_last_event_{{ days_ago }},
        sum(case when age_days between {{ days_ago }} and {{ days_ago + 90 }} then n_events else 0 end)
            as events_90_days_{{ days_ago }},
        sum(case when age_days between {{ days_ago }} and {{ days_ago + 6 }} then n_events else 0 end)
            as events_7_days_{{ days_ago }},
        sum(case when age_days between {{ days_ago }} and {{ days_ago + 29 }} then 1 else 0 end)
            as active_days_30_days_{{ days_ago }},
        {%- endfor %}
        min(age_days) as last_age_days
    from days
    group by as_of_date, input_fingerprint, contact_id
),

channels as (
    select
        {%- for days_ago in [0, 7, 14] %}
        max(case when age_days between {{ days_ago }} and {{ days_ago + 29 }} then 1 else 0 end) as is_used_{{ days_ago }},
        {%- endfor %}
        as_of_date,
        contact_id
    from usable
    group by as_of_date, contact_id, channel
),

breadths as (
    select
        {%- for days_ago in [0, 7, 14] %}
        sum(is_used_{{ days_ago }}) as channels_30_days_{{ days_ago }},
        {%- endfor %}
        as_of_date,
        contact_id
    from channels
    group by as_of_date, contact_id
),

published as (
    select
        contacts.*,
        {%- for days_ago in [0, 7, 14] %}
        breadths.channels_30_days_{{ days_ago }},
        {%- endfor %}
        {{ intent.add_days('contacts.as_of_date', '-contacts.last_age_days') }} as last_occurred_date
    from contacts
    inner join breadths on contacts.as_of_date = breadths.as_of_date and contacts.contact_id = breadths.contact_id
)

select * from published
