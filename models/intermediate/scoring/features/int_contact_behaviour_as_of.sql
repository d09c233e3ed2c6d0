{{ intent.incremental_by('as_of_date', fingerprints='int_feature_fingerprints') }}

with days as (
    {{ intent.visible_days_as_of(ref('int_feature_fingerprints'), this, is_incremental(), 90 + 14) }}
),

active_days as (
    select * from {{ ref('int_contact_active_days') }}
),

-- Each feature as seen on the as-of date, 7 and 14 days before: the same days, fewer of them.
contacts as (
    select
        days.as_of_date,
        active_days.contact_id,
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
            case when days.age_days between {{ days_ago }} and {{ days_ago + 29 }} then active_days.n_events else 0 end
        ) as bigint) as events_30_days_{{ days_ago }},
        cast(sum(
            case when days.age_days between {{ days_ago }} and {{ days_ago + 29 }} then active_days.n_active_days else 0 end
        ) as bigint) as active_days_30_days_{{ days_ago }},
        max(case when days.age_days between {{ days_ago }} and {{ days_ago + 90 }} then active_days.n_events_so_far end)
            as events_ever_{{ days_ago }},
        max(case when days.age_days between {{ days_ago }} and {{ days_ago + 90 }} then active_days.n_active_days_so_far end)
            as active_days_ever_{{ days_ago }},
        {{ intent.days_between(
            'min(case when days.age_days between ' ~ days_ago ~ ' and ' ~ (days_ago + 90) ~ ' then active_days.first_occurred_date end)',
            'days.as_of_date'
        ) }} - {{ days_ago }} as tenure_days_{{ days_ago }},
        {%- endfor %}
        {%- for first_age, last_age in [(0, 6), (7, 27), (0, 20), (21, 104)] %}
        cast(sum(case when days.age_days between {{ first_age }} and {{ last_age }} then active_days.n_active_days else 0 end) as bigint)
            as active_days_{{ first_age }}_to_{{ last_age }},
        {%- endfor %}
        days.input_fingerprint
    from days
    inner join active_days
        on days.occurred_date = active_days.occurred_date and {{ intent.is_visible_as_of('active_days', 'days.as_of_date') }}
    group by days.as_of_date, active_days.contact_id, days.input_fingerprint
)

select * from contacts
