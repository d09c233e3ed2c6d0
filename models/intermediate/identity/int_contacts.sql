with contact_keys as (
    select * from {{ ref('int_contact_keys') }}
),

attributes as (
    select * from {{ ref('int_contact_attributes') }}
),

suppressed as (
    select * from {{ ref('int_suppressed_contacts') }}
),

pivoted as (
    select
        contact_id,
        {%- for attribute in [
            'full_name', 'job_title', 'seniority', 'department', 'country', 'account_key', 'account_name', 'industry',
            'employee_count', 'owner_id', 'is_opted_out',
        ] %}
    max(case when attribute_name = '{{ attribute }}' then attribute_value end) as {{ attribute }}{{ "," if not loop.last }}
    {%- endfor %}
    from attributes
    group by contact_id
),

contacts as (
    select
        contact_keys.contact_id,
        contact_keys.crm_id,
        contact_keys.email,
        {{ intent.split_item('contact_keys.email', '@', 2) }} as email_domain,
        pivoted.full_name,
        pivoted.job_title,
        pivoted.seniority,
        pivoted.department,
        pivoted.country,
        pivoted.account_key,
        pivoted.account_name,
        pivoted.industry,
        cast(pivoted.employee_count as bigint) as employee_count,
        pivoted.owner_id,
        contact_keys.n_identifiers,
        contact_keys.n_devices,
        coalesce(pivoted.is_opted_out, 'false') = 'true' as is_opted_out,
        contact_keys.first_known_date
    from contact_keys
    left join pivoted on contact_keys.contact_id = pivoted.contact_id
    left join suppressed on contact_keys.contact_id = suppressed.contact_id
    where suppressed.contact_id is null
)

select * from contacts
