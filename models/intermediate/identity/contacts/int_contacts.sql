{{ intent.cached_by('int_identity_fingerprint') }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with owners as (
    select * from {{ ref('int_identifier_owners') }}
),

attributes as (
    select * from {{ ref('int_contact_attributes') }}
),

records as (
    select
        contact_id,
        max(case when is_contact_crm_id then crm_id end) as crm_id,
        max(case when is_living then 1 else 0 end) as n_living
    from {{ ref('int_contact_records') }}
    group by contact_id
),

suppressed as (
    select * from {{ ref('int_suppressed_contacts') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by contact_id, identifier_type
            order by linked_at desc, identifier_key
        ) as recency_rank
    from owners
),

people as (
    select
        contact_id,
        max(case when identifier_type = 'email' and recency_rank = 1 then identifier_value end) as email,
        count(*) as n_identifiers,
        cast(sum(case when identifier_type = 'anonymous_id' then 1 else 0 end) as bigint) as n_devices,
        {{ intent.business_date('min(linked_at)', time_zone) }} as first_known_date
    from ranked
    group by contact_id
),

contacts as (
    select
        people.contact_id,
        records.crm_id,
        coalesce(attributes.email, people.email) as email,
        {{ intent.split_item('coalesce(attributes.email, people.email)', '@', 2) }} as email_domain,
        attributes.full_name,
        attributes.job_title,
        attributes.seniority,
        attributes.department,
        attributes.country,
        attributes.account_key,
        attributes.account_name,
        attributes.industry,
        cast(attributes.employee_count as bigint) as employee_count,
        attributes.owner_id,
        people.n_identifiers,
        people.n_devices,
        coalesce(attributes.is_opted_out, 'false') = 'true' as is_opted_out,
        coalesce(records.n_living, 1) = 0 as is_gone,
        people.first_known_date
    from people
    left join records on people.contact_id = records.contact_id
    left join attributes on people.contact_id = attributes.contact_id
    left join suppressed on people.contact_id = suppressed.contact_id
    where suppressed.contact_id is null
)

select * from contacts
