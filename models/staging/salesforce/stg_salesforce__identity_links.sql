{{ config(enabled=intent.is_connector_on('salesforce')) }}

with people as (
    select * from {{ ref('stg_salesforce__people') }}
),

leads as (
    select * from {{ ref('stg_salesforce__lead_records') }}
),

past_people as (
    select * from {{ ref('stg_salesforce__past_people') }}
),

tracked as (
    select distinct person_id from past_people
    where email is not null
),

-- Today's email was there from the beginning only where no history says otherwise. A merge is the last change of the record that gave way.
links as (
    select
        people.person_id,
        'email' as to_type,
        people.email as to_value,
        people.created_date as linked_at
    from people
    left join tracked on people.person_id = tracked.person_id
    where people.email is not null and tracked.person_id is null
    union all
    select
        person_id,
        'email' as to_type,
        email as to_value,
        valid_from as linked_at
    from past_people
    where email is not null
    union all
    select
        person_id,
        'crm_id' as to_type,
        'salesforce:' || master_record_id as to_value,
        changed_at as linked_at
    from people
    where master_record_id is not null
    union all
    select
        id as person_id,
        'crm_id' as to_type,
        'salesforce:' || converted_contact_id as to_value,
        converted_date as linked_at
    from leads
    where converted_contact_id is not null and converted_date is not null
),

identity_links as (
    select
        'salesforce' as source_name,
        'crm_id' as from_type,
        'salesforce:' || person_id as from_value,
        to_type,
        to_value,
        linked_at
    from links
)

select * from identity_links
