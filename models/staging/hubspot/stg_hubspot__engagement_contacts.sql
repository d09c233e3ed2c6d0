{{ config(enabled=intent.is_connector_on('hubspot')) }}

with engagement_contacts as (
    {{ intent.source_table(
        source('hubspot', 'engagement_contact'),
        required={'engagement_id': 'string', 'contact_id': 'string'},
        is_optional_table=true
    ) }}
),

-- A pair has a row for each kind of association.
published as (
    select distinct
        engagement_id,
        contact_id
    from engagement_contacts
)

select * from published
