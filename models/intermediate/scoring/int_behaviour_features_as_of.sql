{{ config(materialized='view') }}

with behaviour as (
    select * from {{ ref('int_contact_behaviour_as_of') }}
),

features as (
    {% for feature in ['days_since_last_event', 'events_90_days', 'events_7_days', 'active_days_30_days', 'channels_30_days'] %}
    select
        as_of_date,
        contact_id,
        '{{ feature }}' as feature_name,
        {%- for days_ago, suffix in [(0, ''), (7, '_7_days_ago'), (14, '_14_days_ago')] %}
        cast({{ feature }}_{{ days_ago }} as bigint) * 1000000 as value{{ suffix }}_micro,
        {%- endfor %}
        input_fingerprint
    from behaviour
    {{ "union all" if not loop.last }}
    {% endfor %}
)

select * from features
