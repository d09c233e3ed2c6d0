{{ config(materialized='view') }}

with signal_features as (
    select * from {{ ref('int_signal_features_as_of') }}
),

channels as (
    select * from {{ ref('int_contact_channels_as_of') }}
),

behaviour as (
    select
        {%- for days_ago in [0, 7, 14] %}
        coalesce(channels.channels_30_days_{{ days_ago }}, 0) as channels_30_days_{{ days_ago }},
        {%- endfor %}
        behaviour.*
    from {{ ref('int_contact_behaviour_as_of') }} as behaviour
    left join channels on behaviour.as_of_date = channels.as_of_date and behaviour.contact_id = channels.contact_id
),

features as (
    select
        as_of_date,
        contact_id,
        feature_name,
        value_micro,
        value_7_days_ago_micro,
        value_14_days_ago_micro,
        n_events,
        n_counted,
        days_since_latest
    from signal_features
    {%- for feature in ['days_since_last_event', 'events_90_days', 'events_7_days', 'active_days_30_days', 'channels_30_days'] %}
    union all
    select
        as_of_date,
        contact_id,
        '{{ feature }}' as feature_name,
        cast({{ feature }}_0 as bigint) * 1000000 as value_micro,
        cast({{ feature }}_7 as bigint) * 1000000 as value_7_days_ago_micro,
        cast({{ feature }}_14 as bigint) * 1000000 as value_14_days_ago_micro,
        cast(null as bigint) as n_events,
        cast(null as bigint) as n_counted,
        cast(null as integer) as days_since_latest
    from behaviour
    {%- endfor %}
)

select * from features
