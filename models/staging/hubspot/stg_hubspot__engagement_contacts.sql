{{ config(enabled=intent.is_connector_on('hubspot')) }}

with engagement_contacts as (
    {{ intent.source_table(
        source('hubspot', 'engagement_contact'),
        required={'engagement_id': 'string', 'contact_id': 'string'},
        is_optional_table=true
    ) }}
),

engagements as (
    {{ intent.source_table(
        source('hubspot', 'engagement'), required={'id or engagement_id': 'string'}, is_optional_table=true, with_deleted=true
    ) }}
),

gone as (
    select distinct id from engagements
    where is_deleted
),

-- A pair has a row for each kind of association.
published as (
    select distinct
        engagement_contacts.engagement_id,
        engagement_contacts.contact_id
    from engagement_contacts
    left join gone on engagement_contacts.engagement_id = gone.id
    where gone.id is null
)

select * from published
