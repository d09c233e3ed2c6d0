with signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

shares as (
    select * from {{ ref('int_decay_shares') }}
),

numbers as (
    select * from {{ ref('stg_intent__whole_numbers') }}
),

ages as (
    select
        shares.curve_name,
        numbers.number as age_days,
        max(case when shares.age_days = numbers.number then shares.share_micro else 0 end) as share_micro,
        max(case when shares.age_days = numbers.number - 7 then shares.share_micro else 0 end) as share_7_days_ago_micro,
        max(case when shares.age_days = numbers.number - 14 then shares.share_micro else 0 end) as share_14_days_ago_micro
    from shares
    inner join numbers
        on shares.age_days in (numbers.number, numbers.number - 7, numbers.number - 14)
    group by shares.curve_name, numbers.number
),

published as (
    select
        signals.signal_name,
        ages.age_days,
        ages.share_micro,
        ages.share_7_days_ago_micro,
        ages.share_14_days_ago_micro
    from signals
    inner join ages on signals.decay_curve = ages.curve_name
)

select * from published
