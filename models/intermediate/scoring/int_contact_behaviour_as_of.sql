{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='as_of_date',
    meta={'slices': 'int_as_of_fingerprints'}
) }}

with days as (
    {{ intent.visible_days_as_of(this, is_incremental(), 90 + 14) }}
),

fingerprints as (
    select * from {{ ref('int_as_of_fingerprints') }}
),

active_days as (
    select * from {{ ref('int_contact_active_days') }}
),

breadths as (
    select * from {{ ref('int_contact_breadths_as_of') }}
),

-- Each feature as seen on the as-of date, 7 and 14 days before: the same days, fewer of them.
contacts as (
    select
        {%- for days_ago in [0, 7, 14] %}
        min(case when days.age_days between {{ days_ago }} and {{ days_ago + 90 }} then days.age_days - {{ days_ago }} end)
            as days_since_last_event_{{ days_ago }},
        cast(sum(
            case when days.age_days between {{ days_ago }} and {{ days_ago + 90 }} then active_days.n_events else 0 end
        ) as bigint) as events_90_days_{{ days_ago }},
        cast(sum(
            case when days.age_days between {{ days_ago }} and {{ days_ago + 6 }} then active_days.n_events else 0 end
        ) as bigint) as events_7_days_{{ days_ago }},
        cast(sum(
            case when days.age_days between {{ days_ago }} and {{ days_ago + 29 }} then active_days.n_active_days else 0 end
        ) as bigint) as active_days_30_days_{{ days_ago }},
        {%- endfor %}
        days.as_of_date,
        active_days.contact_id
    from days
    inner join active_days
        on days.occurred_date = active_days.occurred_date and {{ intent.is_visible_as_of('active_days', 'days.as_of_date') }}
    group by days.as_of_date, active_days.contact_id
),

published as (
    select
        contacts.*,
        {%- for days_ago in [0, 7, 14] %}
        coalesce(breadths.channels_30_days_{{ days_ago }}, 0) as channels_30_days_{{ days_ago }},
        {%- endfor %}
        fingerprints.input_fingerprint
    from contacts
    inner join fingerprints on contacts.as_of_date = fingerprints.as_of_date
    left join breadths on contacts.as_of_date = breadths.as_of_date and contacts.contact_id = breadths.contact_id
)

select * from published
