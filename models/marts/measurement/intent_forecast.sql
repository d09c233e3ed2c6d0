{#- What lies between the bounds in eight of ten cases; half a conversion is added because conversions are whole. -#}
{%- set double = intent.double_type() -%}
{%- set conversions = '(cast(expected as ' ~ double ~ ') * share)' -%}
{%- set margin = '(1.2815516 * sqrt(cast(variance as ' ~ double ~ ') * share) + 0.5)' -%}
{%- set amount = conversions ~ ' * average_amount' -%}
{%- set measures = [['conversions', conversions, margin], ['amount', amount, '1.2815516 * sqrt(' ~ conversions ~ ' * mean_square)']] %}

-- The first date of each month, and the current one.
with forecast_dates as (
    select min(as_of_date) as as_of_date
    from {{ ref('int_as_of_dates') }}
    where as_of_date = grid_date
    group by substr(cast(as_of_date as {{ intent.string_type() }}), 1, 7)
    union
    select as_of_date from {{ ref('int_latest_as_of_date') }}
),

history as (
    select * from {{ ref('intent_contact_score_history') }}
    where conversion_probability is not null and as_of_date in (select forecast_dates.as_of_date from forecast_dates)
),

outcomes as (
    select * from {{ ref('int_contact_outcomes_as_of') }}
    where is_conversion_window
),

conversions as (
    select
        known_date,
        coalesce(home_amount, amount) as amount,
        case when home_amount is null then coalesce(currency, 'unknown') else 'home' end as currency
    from {{ ref('int_conversions') }}
    where outcome = 'converted' and coalesce(home_amount, amount) is not null
),

expected as (
    {%- for segment in ['history.segment', "'all'"] %}
    select
        history.as_of_date,
        {{ segment }} as segment,
        count(*) as n_contacts,
        sum(history.conversion_probability) as expected,
        sum(history.conversion_probability * (1 - history.conversion_probability)) as variance,
        case when count(outcomes.contact_id) = count(*) then sum(case when outcomes.is_converted then 1 else 0 end) end as n_converted
    from history
    left join outcomes on history.as_of_date = outcomes.as_of_date and history.contact_id = outcomes.contact_id
    group by history.as_of_date{{ ", history.segment" if loop.first }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

-- What conversions were worth, as far as known on the date: never added up over currencies.
money as (
    select
        forecast_dates.as_of_date,
        conversions.currency,
        {{ intent.ratio('count(*)', 'sum(count(*)) over (partition by forecast_dates.as_of_date)') }} as share,
        {{ intent.ratio('sum(conversions.amount)', 'count(*)') }} as average_amount,
        {{ intent.ratio('sum(conversions.amount * conversions.amount)', 'count(*)') }} as mean_square
    from forecast_dates
    inner join conversions on forecast_dates.as_of_date >= conversions.known_date
    group by forecast_dates.as_of_date, conversions.currency
),

priced as (
    select
        expected.*,
        'all' as currency,
        1 as share,
        null as average_amount,
        null as mean_square
    from expected
    union all
    select
        expected.*,
        money.currency,
        money.share,
        money.average_amount,
        money.mean_square
    from expected
    inner join money on expected.as_of_date = money.as_of_date
),

published as (
    select
        as_of_date,
        segment,
        currency,
        n_contacts,
        {%- for measure, mean, half in measures %}
        {{ intent.from_micro_units(intent.micro_units(mean)) }} as expected_{{ measure }},
        {{ intent.from_micro_units(intent.micro_units('greatest(' ~ mean ~ ' - ' ~ half ~ ', 0 * ' ~ mean ~ ')')) }} as lower_bound_{{ measure }},
        {{ intent.from_micro_units(intent.micro_units('(' ~ mean ~ ' + ' ~ half ~ ')')) }} as upper_bound_{{ measure }},
        {%- endfor %}
        case when currency = 'all' then cast(n_converted as bigint) end as n_converted
    from priced
)

select * from published
