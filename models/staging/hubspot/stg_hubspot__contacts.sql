{{ config(enabled=intent.is_connector_on('hubspot')) }}

{# What a property of a contact is called in the contract; only these have a history that counts. #}
{% set attributes = {
    'jobtitle': 'job_title',
    'country': 'country',
    'associatedcompanyid': 'company_id',
    'company': 'account_name',
    'industry': 'industry',
    'hubspot_owner_id': 'owner_id',
    'hs_email_optout': 'opt_out',
} %}

with contacts as (
    select * from {{ ref('stg_hubspot__contact_records') }}
    where not is_deleted
),

changes as (
    select * from {{ ref('stg_hubspot__property_changes') }}
),

-- Which properties of a contact have a history.
tracked as (
    select
        contact_id,
        {% for property, attribute in attributes.items() %}
        max(case when property_name = '{{ property }}' then 1 else 0 end) as {{ attribute }}_tracked,
        {% endfor %}
        max(changed_at) as last_changed_at
    from changes
    group by contact_id
),

-- Today's value stands for the past only where there is no history: these attributes are to be watched for leaks.
current_versions as (
    select
        contacts.id as contact_id,
        contacts.property_email as email,
        nullif(trim(both ' ' from coalesce(contacts.property_firstname, '') || ' ' || coalesce(contacts.property_lastname, '')), '') as full_name,
        case when coalesce(tracked.job_title_tracked, 0) = 0 then contacts.property_jobtitle end as job_title,
        case when coalesce(tracked.country_tracked, 0) = 0 then contacts.property_country end as country,
        case when coalesce(tracked.company_id_tracked, 0) = 0 then contacts.property_associatedcompanyid end as company_id,
        case when coalesce(tracked.account_name_tracked, 0) = 0 then contacts.property_company end as account_name,
        case when coalesce(tracked.industry_tracked, 0) = 0 then contacts.property_industry end as industry,
        case when coalesce(tracked.owner_id_tracked, 0) = 0 then contacts.property_hubspot_owner_id end as owner_id,
        case when coalesce(tracked.opt_out_tracked, 0) = 0 then contacts.property_hs_email_optout end as is_opted_out,
        contacts.property_createdate as valid_from
    from contacts
    left join tracked on contacts.id = tracked.contact_id
),

past_versions as (
    select
        contacts.id as contact_id,
        {{ intent.null_columns('contacts', ['email', 'full_name']) }},
        case when changes.property_name = 'jobtitle' then changes.value end as job_title,
        case when changes.property_name = 'country' then changes.value end as country,
        case when changes.property_name = 'associatedcompanyid' then changes.value end as company_id,
        case when changes.property_name = 'company' then changes.value end as account_name,
        case when changes.property_name = 'industry' then changes.value end as industry,
        case when changes.property_name = 'hubspot_owner_id' then changes.value end as owner_id,
        case when changes.property_name = 'hs_email_optout' then lower(changes.value) = 'true' end as is_opted_out,
        changes.changed_at as valid_from
    from changes
    inner join contacts on changes.contact_id = contacts.id
    where changes.property_name in ('{{ attributes | join("', '") }}')
),

versions as (
    select * from current_versions
    union all
    select * from past_versions
),

published as (
    select
        'hubspot' as source_name,
        'crm_id' as identifier_type,
        'hubspot:' || contact_id as identifier_value,
        email,
        full_name,
        job_title,
        {{ intent.null_columns('contacts', ['seniority', 'department']) }},
        country,
        'hubspot:' || company_id as account_key,
        account_name,
        industry,
        {{ intent.null_columns('contacts', ['employee_count']) }},
        owner_id,
        is_opted_out,
        valid_from,
        'contact' as record_type,
        {{ intent.null_columns('contacts', ['is_deleted', 'merged_into', 'converted_to']) }}
    from versions
)

select * from published
