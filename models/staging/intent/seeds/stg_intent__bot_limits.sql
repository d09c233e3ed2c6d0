with limits as (
    {{ intent.checked_seed('intent_bot_limits', var('intent_bot_limits_seed', 'intent_bot_limits')) }}
),

-- One row, so that a model takes all limits by one cross join.
wide as (
    select
        {%- for limit in intent.seed_words('intent_bot_limits', 'limit_name') %}
        max(case when limit_name = '{{ limit }}' then cast({{ intent.seed_number('value') }} as integer) end) as {{ limit }},
        {%- endfor %}
        count(*) as n_limits
    from limits
)

select * from wide
