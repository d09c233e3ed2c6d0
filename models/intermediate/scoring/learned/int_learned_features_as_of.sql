{{ config(materialized='view') }}
{%- set counted = [
    'days_since_last_event', 'events_7_days', 'events_30_days', 'events_90_days', 'active_days_30_days', 'tenure_days', 'events_ever',
] %}
{%- set moments = [('', '_0', 0), ('_7_days_ago', '_7', 7), ('_14_days_ago', '_14', 14)] %}

with signal_features as (
    select * from {{ ref('int_signal_features_as_of') }}
),

behaviour as (
    select * from {{ ref('int_contact_behaviour_as_of') }}
),

conversions as (
    select * from {{ ref('int_conversions') }}
    where outcome = 'converted'
),

-- Signals count by what they are worth today before any cap, which would hide how often they came.
features as (
    select
        as_of_date,
        contact_id,
        value_micro,
        value_7_days_ago_micro,
        value_14_days_ago_micro,
        feature_name
    from signal_features
    union all
    select
        as_of_date,
        contact_id,
        {%- for moment, _, _ in moments %}
        cast(days_since_latest{{ moment }} as bigint) * 1000000 as value{{ moment }}_micro,
        {%- endfor %}
        feature_name || '__days_since' as feature_name
    from signal_features
    union all
    select
        as_of_date,
        contact_id,
        {%- for moment, _, _ in moments %}
        cast(sum(case when value{{ moment }}_micro > 0 then 1 else 0 end) as bigint) * 1000000 as value{{ moment }}_micro,
        {%- endfor %}
        'distinct_signals' as feature_name
    from signal_features
    group by as_of_date, contact_id
    {%- for feature in counted %}
    union all
    select
        as_of_date,
        contact_id,
        {%- for moment, suffix, _ in moments %}
        cast({{ feature }}{{ suffix }} as bigint) * 1000000 as value{{ moment }}_micro,
        {%- endfor %}
        '{{ feature }}' as feature_name
    from behaviour
    {%- endfor %}
    {%- for short, long in [(7, 30), (30, 90)] %}
    union all
    select
        as_of_date,
        contact_id,
        {%- for moment, suffix, _ in moments %}
        {{ intent.share_micro('events_' ~ short ~ '_days' ~ suffix, 'events_' ~ long ~ '_days' ~ suffix) }}
            as value{{ moment }}_micro,
        {%- endfor %}
        'events_{{ short }}_over_{{ long }}' as feature_name
    from behaviour
    {%- endfor %}
    union all
    select
        as_of_date,
        contact_id,
        {%- for moment, suffix, _ in moments %}
        case when active_days_ever{{ suffix }} > 1 then {{ intent.share_micro(
            'days_since_last_event' ~ suffix ~ ' * (active_days_ever' ~ suffix ~ ' - 1)',
            'tenure_days' ~ suffix ~ ' - days_since_last_event' ~ suffix
        ) }} end as value{{ moment }}_micro,
        {%- endfor %}
        'recency_over_gap' as feature_name
    from behaviour
    union all
    select
        behaviour.as_of_date,
        behaviour.contact_id,
        {%- for moment, _, days_ago in moments %}
        cast(sum(
            case when conversions.known_date <= {{ intent.add_days('behaviour.as_of_date', -days_ago) }} then 1 else 0 end
        ) as bigint) * 1000000 as value{{ moment }}_micro,
        {%- endfor %}
        'conversions_before' as feature_name
    from behaviour
    inner join conversions on behaviour.contact_id = conversions.contact_id and behaviour.as_of_date >= conversions.known_date
    group by behaviour.as_of_date, behaviour.contact_id
)

select * from features
