with limits as (
    {{ intent.checked_seed('intent_score_limits', var('intent_score_limits_seed', 'intent_score_limits')) }}
),

published as (
    select
        {%- for limit in ['rising_change', 'falling_change', 'falling_least_days', 'colleague_share_percent', 'company_event_days'] %}
        cast(max(case when limit_name = '{{ limit }}' then {{ intent.seed_number('limit_value') }} end) as integer) as {{ limit }},
        {%- endfor %}
        count(*) as n_limits
    from limits
)

select * from published
