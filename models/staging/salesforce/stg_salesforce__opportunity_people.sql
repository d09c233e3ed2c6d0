{{ config(enabled=intent.is_connector_on('salesforce')) }}

with roles as (
    {{ intent.source_table(
        source('salesforce', 'opportunity_contact_role'),
        required={'opportunity_id': 'string', 'contact_id': 'string'},
        optional={'_fivetran_active': 'boolean'},
        is_optional_table=true
    ) }}
),

opportunities as (
    select * from {{ ref('stg_salesforce__opportunity_records') }}
),

leads as (
    select * from {{ ref('stg_salesforce__lead_records') }}
    where converted_opportunity_id is not null and converted_contact_id is not null
),

role_people as (
    select distinct
        opportunity_id,
        contact_id
    from roles
    where coalesce(_fivetran_active, true)
),

opportunities_with_roles as (
    select distinct opportunity_id from role_people
),

-- Without roles, as many syncs are, an opportunity has its first contact and those whose leads it came from.
other_people as (
    select
        opportunity_id,
        contact_id
    from opportunities
    where contact_id is not null
    union
    select
        converted_opportunity_id as opportunity_id,
        converted_contact_id as contact_id
    from leads
),

people as (
    select
        opportunity_id,
        contact_id
    from role_people
    union all
    select
        other_people.opportunity_id,
        other_people.contact_id
    from other_people
    left join opportunities_with_roles on other_people.opportunity_id = opportunities_with_roles.opportunity_id
    where opportunities_with_roles.opportunity_id is null
)

select * from people
