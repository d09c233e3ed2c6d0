with numbers as (
    select * from {{ ref('stg_intent__whole_numbers') }}
),

steps as (
    select thousands.number * 1000 + ones.number - 10000 as log_odds_milli
    from numbers as thousands
    cross join numbers as ones
    where thousands.number < 20 or (thousands.number = 20 and ones.number = 0)
),

probabilities as (
    select
        log_odds_milli,
        {{ intent.micro_units(
            '(1.0 / (1.0 + exp(-cast(log_odds_milli as ' ~ intent.double_type() ~ ') / 1000.0)))'
        ) }} as probability_micro
    from steps
)

select * from probabilities
