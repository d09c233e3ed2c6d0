with outcomes as (
    select * from {{ ref('int_conversions') }}
),

excluded_periods as (
    select * from {{ ref('int_excluded_periods') }}
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

-- What changes on a day: the latest outcome, or by how many exclusions more or fewer the contact is met.
changes as (
    select
        contact_id,
        from_date,
        strength,
        0 as n_exclusions
    from days
    {%- for moment, change in [['from_date', 1], [intent.add_days('last_date', '1'), -1]] %}
    union all
    select
        contact_id,
        {{ moment }} as from_date,
        cast(null as integer) as strength,
        {{ change }} as n_exclusions
    from excluded_periods
    {%- endfor %}
),

change_days as (
    select
        contact_id,
        from_date,
        cast(max(strength) as {{ intent.string_type() }}) as strength,
        sum(n_exclusions) as n_exclusions,
        1000000000 + row_number() over (partition by contact_id order by from_date) as nth
    from changes
    group by contact_id, from_date
),

dated as (
    select
        contact_id,
        from_date,
        cast({{ intent.latest_said('strength', 'nth', 'contact_id') }} as integer) as strength,
        sum(n_exclusions) over (partition by contact_id order by from_date rows between unbounded preceding and current row) > 0 as is_excluded,
        min(case when strength = '3' then from_date end) over (partition by contact_id) as first_converted_date,
        coalesce({{ intent.add_days('lead(from_date) over (partition by contact_id order by from_date)', '-1') }}, date '9999-12-31') as last_date
    from change_days
),

periods as (
    select
        *,
        case
            when not {{ var('intent_conversions_repeat') | lower }} and first_converted_date <= from_date then 'customer'
            when is_excluded or strength = 2 then 'disqualified'
            when strength = 1 then 'lost'
            else 'prospect'
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
