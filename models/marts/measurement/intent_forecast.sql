{#- Normal quantile of an interval that holds in eight of ten cases, and half a conversion for whole numbers. -#}
{%- set quantile = 1.2815516 -%}
{%- set window_days = intent.checked_var('intent_conversion_window_days', var('intent_conversion_window_days')) -%}

with as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
),

history as (
    select * from {{ ref('intent_contact_score_history') }}
    where conversion_probability is not null
),

outcomes as (
    select * from {{ ref('int_contact_outcomes_as_of') }}
    where is_conversion_window
),

conversions as (
    select
        known_date,
        coalesce(home_amount, amount) as amount,
        case when home_amount is null then coalesce(currency, '') else 'home' end as currency
    from {{ ref('int_conversions') }}
    where outcome = 'converted' and coalesce(home_amount, amount) is not null
),

-- The first date of each month, and the current one.
forecast_dates as (
    select min(as_of_date) as as_of_date
    from as_of_dates
    where as_of_date = grid_date
    group by extract(year from as_of_date), extract(month from as_of_date)
    union
    select as_of_date from as_of_dates
    where is_current
),

-- What a conversion was worth on average, as far as known on the date; nothing where amounts are of several currencies.
amounts as (
    select
        forecast_dates.as_of_date,
        case when count(distinct conversions.currency) = 1 then min(conversions.currency) end as currency,
        case when count(distinct conversions.currency) = 1 then sum(conversions.amount) end as amount,
        count(*) as n_conversions
    from forecast_dates
    inner join conversions on forecast_dates.as_of_date >= conversions.known_date
    group by forecast_dates.as_of_date
),

contacts as (
    select
        history.as_of_date,
        history.segment,
        history.conversion_probability as probability,
        outcomes.is_converted
    from history
    inner join forecast_dates on history.as_of_date = forecast_dates.as_of_date
    left join outcomes on history.as_of_date = outcomes.as_of_date and history.contact_id = outcomes.contact_id
),

expected as (
    select
        as_of_date,
        coalesce(segment, 'all') as segment,
        count(*) as n_contacts,
        sum(probability) as expected,
        sum(probability * (1 - probability)) as variance,
        cast(case when count(is_converted) = count(*) then sum(case when is_converted then 1 else 0 end) end as bigint) as n_converted
    from contacts
    group by grouping sets ((as_of_date, segment), (as_of_date))
),
