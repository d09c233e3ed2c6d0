-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with limits as (
    select * from {{ ref('intent_bot_limits') }}
),

-- One row, so that a model takes all limits by one cross join.
wide as (
    select
        {%- for limit in intent.bot_limits() %}
        max(case when limit_name = '{{ limit }}' then cast({{ intent.seed_number('value') }} as integer) end) as {{ limit }},
        {%- endfor %}
        count(*) as n_limits
    from limits
)

select * from wide
