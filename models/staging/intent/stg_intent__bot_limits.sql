with limits as (
    select * from {{ ref('intent_bot_limits') }}
),

-- One row, so that a model takes all limits by one cross join.
wide as (
    select
        {%- for limit in [
            'seconds_between_clicks', 'recipients_in_a_second', 'minutes_until_a_visit', 'events_a_day',
        ] %}
        max(case when limit_name = '{{ limit }}' then cast({{ intent.seed_number('value') }} as integer) end) as {{ limit }},
        {%- endfor %}
        max(case when limit_name = 'links_in_a_burst' then cast({{ intent.seed_number('value') }} as integer) end) as links_in_a_burst
    from limits
)

select * from wide
