with conversions as (
    select
        contact_id,
        min(converted_date) as converted_date
    from {{ ref('int_conversions') }}
    where outcome = 'converted'
    group by contact_id
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

-- What a converter did, as it was known by the day before the conversion.
acts as (
    select
        conversions.contact_id,
        conversions.converted_date,
        buckets.signal_name,
        signals.tier,
        buckets.occurred_date,
        buckets.n_events
    from conversions
    inner join {{ ref('int_contact_signal_days') }} as buckets
        on
            conversions.contact_id = buckets.contact_id
            and buckets.occurred_date < conversions.converted_date
            and buckets.known_date < conversions.converted_date
            and buckets.retracted_date >= conversions.converted_date
    inner join signals on buckets.signal_name = signals.signal_name
),

signal_ends as (
    select
        contact_id,
        signal_name,
        max(occurred_date) as last_date
    from acts
    where tier in ('high', 'mid') and {{ intent.days_between('occurred_date', 'converted_date') }} <= 90
    group by contact_id, signal_name
),

placed as (
    select
        *,
        row_number() over (partition by contact_id order by last_date desc, signal_name desc) as nth_from_end
    from signal_ends
),

-- The last three different signals of weight in the 90 days before, in the order in which each was last sent.
paths as (
    select
        contact_id,
        coalesce(max(case when nth_from_end = 3 then signal_name end) || ' > ', '')
        || coalesce(max(case when nth_from_end = 2 then signal_name end) || ' > ', '')
        || max(case when nth_from_end = 1 then signal_name end) as path
    from placed
    group by contact_id
),

totals as (
    select
        contact_id,
        max({{ intent.days_between('occurred_date', 'converted_date') }}) as days_from_first_touch,
        cast(sum(case when signal_name like '%pricing_page%' then n_events else 0 end) as bigint) as n_pricing_visits,
        count(distinct occurred_date) as n_active_days
    from acts
    group by contact_id
),

described as (
    select
        conversions.contact_id,
        coalesce(paths.path, 'nothing of weight in 90 days') as path,
        totals.days_from_first_touch,
        coalesce(totals.n_pricing_visits, 0) as n_pricing_visits,
        coalesce(totals.n_active_days, 0) as n_active_days
    from conversions
    left join paths on conversions.contact_id = paths.contact_id
    left join totals on conversions.contact_id = totals.contact_id
),

published as (
    select
        path,
        count(*) as n_converters,
        {{ intent.ratio('count(*)', 'sum(count(*)) over ()') }} as share_of_converters,
        {{ intent.ratio('sum(days_from_first_touch)', 'count(days_from_first_touch)') }} as mean_days_from_first_touch,
        {{ intent.ratio('sum(n_pricing_visits)', 'count(*)') }} as mean_pricing_visits,
        {{ intent.ratio('sum(n_active_days)', 'count(*)') }} as mean_active_days
    from described
    group by path
)

select * from published
