{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}
{%- set traits = ['industry', 'country', 'employee_count', 'annual_revenue', 'account_tier', 'technologies', 'company_events'] -%}
{%- set string = intent.string_type() -%}

with keys as (
    select * from {{ ref('int_account_keys') }}
),

delivered as (
    select * from {{ ref('int_delivered_accounts') }}
    where reject_reason = ''
),

standard_values as (
    select * from {{ ref('int_standard_values') }}
),

-- Before a source says anything, nothing is known; where it does not say since when, it always was so.
versions as (
    select
        keys.account_id,
        coalesce({{ intent.business_date('delivered.valid_from', time_zone) }}, date '1900-01-02') as from_date,
        coalesce(delivered.valid_from, timestamp '1900-01-02 00:00:00') as known_at,
        coalesce(industries.standard_value, nullif(trim(both ' ' from delivered.industry), '')) as industry,
        coalesce(countries.standard_value, nullif(trim(both ' ' from delivered.country), '')) as country,
        cast(delivered.employee_count as {{ string }}) as employee_count,
        cast(cast(floor(delivered.annual_revenue) as bigint) as {{ string }}) as annual_revenue,
        nullif(trim(both ' ' from delivered.account_tier), '') as account_tier,
        {{ intent.listed_items('delivered.technologies') }} as technologies,
        {{ intent.listed_items('delivered.company_events') }} as company_events
    from delivered
    inner join keys on delivered.account_key = keys.account_key
    left join standard_values as industries on industries.attribute = 'industry' and delivered.industry = industries.given_value
    left join standard_values as countries on countries.attribute = 'country' and delivered.country = countries.given_value
    union all
    select
        account_id,
        date '1900-01-01' as from_date,
        timestamp '1900-01-01 00:00:00' as known_at,
        cast(null as {{ string }}) as industry,
        cast(null as {{ string }}) as country,
        cast(null as {{ string }}) as employee_count,
        cast(null as {{ string }}) as annual_revenue,
        cast(null as {{ string }}) as account_tier,
        cast(null as {{ string }}) as technologies,
        cast(null as {{ string }}) as company_events
    from keys
),

-- Of two versions of one moment, the greater value of each trait.
numbered as (
    select
        account_id,
        from_date,
        {%- for trait in traits %}
        max({{ trait }}) as {{ trait }},
        {%- endfor %}
        1000000000 + row_number() over (partition by account_id order by known_at) as nth
    from versions
    group by account_id, from_date, known_at
),

-- Each trait from the latest version that says anything about it.
filled as (
    select
        account_id,
        {%- for trait in traits %}
        {{ intent.latest_said(trait, 'nth', 'account_id') }} as {{ trait }},
        {%- endfor %}
        from_date,
        lead(from_date) over (partition by account_id order by nth) as next_date
    from numbered
),

published as (
    select
        account_id,
        industry,
        country,
        cast(employee_count as bigint) as employee_count,
        cast(annual_revenue as bigint) as annual_revenue,
        account_tier,
        technologies,
        company_events,
        from_date,
        coalesce({{ intent.add_days('next_date', '-1') }}, date '2999-12-31') as last_date
    from filled
    where next_date is null or next_date > from_date
)

select * from published
