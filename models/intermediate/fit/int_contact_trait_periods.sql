{{ intent.cached_by_rows() }}
{%- set said = ['seniority', 'department', 'industry', 'country', 'employee_count', 'account_key', 'email_domain'] -%}
{%- set lookups = {
    'seniorities': ('seniority', 'seniority'), 'title_seniorities': ('seniority', 'job_title'), 'departments': ('department', 'department'),
    'title_departments': ('department', 'job_title'), 'industries': ('industry', 'industry'), 'countries': ('country', 'country'),
} -%}

with owners as (
    select owners.* from {{ ref('int_identifier_owners') }} as owners
    inner join {{ ref('int_contacts') }} as contacts on owners.contact_id = contacts.contact_id
),

-- Known since the source recorded it, and since the identifier is the contact's; of the CRM's word and the title's the CRM's counts.
known as (
    select
        owners.contact_id,
        greatest(versions.valid_from, owners.linked_at) as known_at,
        coalesce(seniorities.standard_value, title_seniorities.standard_value) as seniority,
        coalesce(departments.standard_value, title_departments.standard_value) as department,
        coalesce(industries.standard_value, nullif(trim(both ' ' from versions.industry), '')) as industry,
        coalesce(countries.standard_value, nullif(trim(both ' ' from versions.country), '')) as country,
        versions.employee_count,
        versions.account_key,
        cast(null as {{ intent.string_type() }}) as email_domain
    from {{ ref('int_contact_versions') }} as versions
    inner join owners on versions.identifier_key = owners.identifier_key
    {%- for name, (attribute, column) in lookups.items() %}
    left join {{ ref('int_standard_values') }} as {{ name }}
        on {{ name }}.attribute = '{{ attribute }}' and versions.{{ column }} = {{ name }}.given_value
    {%- endfor %}
    where versions.reject_reason = ''
    union all
    select
        contact_id,
        linked_at as known_at,
        {%- for trait in said[:-1] %}
        cast(null as {{ intent.string_type() }}) as {{ trait }},
        {%- endfor %}
        case when identifier_type = 'email' then {{ intent.split_item('identifier_value', '@', 2) }} end as email_domain
    from owners
    where identifier_type <> 'anonymous_id'
),

numbered as (
    select
        contact_id,
        {{ intent.business_date('known_at', intent.checked_var('intent_time_zone', var('intent_time_zone'))) }} as from_date,
        {%- for trait in said %}
        max({{ trait }}) as {{ trait }},
        {%- endfor %}
        1000000000 + row_number() over (partition by contact_id order by known_at) as nth
    from known
    group by contact_id, known_at
),

filled as (
    select
        contact_id,
        {%- for trait in said %}
        {{ intent.latest_said(trait, 'nth', 'contact_id') }} as {{ trait }},
        {%- endfor %}
        from_date,
        lead(from_date) over (partition by contact_id order by nth) as next_date
    from numbered
),

-- The account of the record, else the one that owns the domain of the email; each as known at the time.
placed as (
    select
        filled.*,
        coalesce({{ intent.add_days('filled.next_date', '-1') }}, date '2999-12-31') as end_date,
        coalesce(keys.account_id, companies.account_id) as account_id
    from filled
    left join {{ ref('int_account_keys') }} as keys on filled.account_key = keys.account_key
    left join {{ ref('int_accounts') }} as companies on filled.email_domain = companies.domain
    where filled.next_date is null or filled.next_date > filled.from_date
),

-- What the person's own records do not say, the account's do.
published as (
    select
        placed.contact_id,
        placed.account_id,
        placed.seniority,
        placed.department,
        coalesce(placed.industry, accounts.industry) as industry,
        coalesce(placed.country, accounts.country) as country,
        coalesce({{ intent.try_cast('placed.employee_count', 'bigint', '^([0-9]{1,18})$') }}, accounts.employee_count) as employee_count,
        accounts.annual_revenue,
        accounts.account_tier,
        accounts.technologies,
        accounts.company_events,
        greatest(placed.from_date, coalesce(accounts.from_date, placed.from_date)) as from_date,
        least(placed.end_date, coalesce(accounts.last_date, placed.end_date)) as last_date
    from placed
    left join {{ ref('int_account_trait_periods') }} as accounts
        on placed.account_id = accounts.account_id and placed.from_date <= accounts.last_date and placed.end_date >= accounts.from_date
)

select * from published
