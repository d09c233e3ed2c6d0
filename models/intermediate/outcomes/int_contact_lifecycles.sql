with outcomes as (
    select * from {{ ref('int_conversions') }}
),

-- Of the outcomes of one day the strongest counts: a conversion, then a disqualification.
days as (
    select
        contact_id,
        converted_date as from_date,
        max(case outcome when 'converted' then 3 when 'disqualified' then 2 else 1 end) as strength
    from outcomes
    group by contact_id, converted_date
),

dated as (
    select
        *,
        min(case when strength = 3 then from_date end) over (partition by contact_id) as first_converted_date,
        coalesce({{ intent.add_days('lead(from_date) over (partition by contact_id order by from_date)', '-1') }}, date '9999-12-31') as last_date
    from days
),

periods as (
    select
        *,
        case
            {%- if var('intent_conversions_repeat') %}
            when strength = 3 then 'prospect'
            {%- else %}
            when first_converted_date <= from_date then 'customer'
            {%- endif %}
            when strength = 2 then 'disqualified'
            else 'lost'
        end as lifecycle
    from dated
),

-- A conversion that may be repeated opens a closed contact again; what follows is closed since a later day.
counted as (
    select
        *,
        sum(case when lifecycle = 'prospect' then 1 else 0 end) over (
            partition by contact_id
            order by from_date
            rows between unbounded preceding and current row
        ) as n_openings
    from periods
),

published as (
    select
        contact_id,
        lifecycle,
        from_date,
        last_date,
        min(from_date) over (partition by contact_id, n_openings) as closed_date
    from counted
    where lifecycle <> 'prospect'
)

select * from published
