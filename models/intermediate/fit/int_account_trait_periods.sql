{{ intent.cached_by_rows() }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}
{%- set traits = ['industry', 'country', 'employee_count', 'annual_revenue', 'account_tier', 'technologies', 'company_events'] -%}
{%- set string = intent.string_type() -%}
{%- set so_far = 'over (partition by account_id order by nth)' -%}

-- Before a source says anything, nothing is known; where it does not say since when, it always was so.
with versions as (
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
    from {{ ref('int_delivered_accounts') }} as delivered
    inner join {{ ref('int_account_keys') }} as keys on delivered.account_key = keys.account_key
    left join {{ ref('int_standard_values') }} as industries
        on industries.attribute = 'industry' and delivered.industry = industries.given_value
    left join {{ ref('int_standard_values') }} as countries
        on countries.attribute = 'country' and delivered.country = countries.given_value
    where delivered.reject_reason = ''
    union all
    select
        account_id,
        date '1900-01-01' as from_date,
        timestamp '1900-01-01 00:00:00' as known_at,
        {%- for trait in traits %}
        cast(null as {{ string }}) as {{ trait }}{% if not loop.last %},{% endif %}
        {%- endfor %}
    from {{ ref('int_account_keys') }}
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
        nth,
        from_date,
        lead(from_date) {{ so_far }} as next_date
    from numbered
),

-- What is said again is no new event: it ages from the day that first said it. Nothing ages that no source dates.
begun as (
    select
        *,
        coalesce({{ intent.add_days('next_date', '-1') }}, date '2999-12-31') as last_date,
        case when from_date >= date '1990-01-01' and company_events <> coalesce(lag(company_events) {{ so_far }}, '') then from_date end
            as begun_date
    from filled
),

aged as (
    select
        begun.*,
        coalesce({{ intent.add_days('max(begun_date) ' ~ so_far, 'limits.company_event_days') }}, date '3000-01-01') as aged_date
    from begun
    cross join {{ ref('stg_intent__score_limits') }} as limits
),

published as (
    {%- for is_aged in [false, true] %}
    select
        account_id,
        {%- for trait in traits[:-1] %}
        {{ 'cast(' ~ trait ~ ' as bigint)' if trait in ['employee_count', 'annual_revenue'] else trait }} as {{ trait }},
        {%- endfor %}
        {{ 'cast(null as ' ~ string ~ ')' if is_aged else 'company_events' }} as company_events,
        {{ 'greatest(from_date, aged_date)' if is_aged else 'from_date' }} as from_date,
        {{ 'last_date' if is_aged else 'least(last_date, ' ~ intent.add_days('aged_date', '-1') ~ ')' }} as last_date
    from aged
    where from_date <= last_date and {{ 'last_date >= aged_date' if is_aged else 'from_date < aged_date' }}
    {{ "union all" if not is_aged }}
    {%- endfor %}
)

select * from published
