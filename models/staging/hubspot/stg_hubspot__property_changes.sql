{{ config(enabled=intent.is_connector_on('hubspot')) }}

with history as (
    {{ intent.source_table(
        source('hubspot', 'contact_property_history'),
        required={'contact_id': 'string', 'name': 'string', 'value': 'string', 'timestamp': 'timestamp'},
        is_optional_table=true
    ) }}
),

published as (
    select
        contact_id,
        lower(name) as property_name,
        value,
        timestamp as changed_at
    from history
    where timestamp is not null
        and lower(name) in (
            'email', 'jobtitle', 'company', 'country', 'industry', 'associatedcompanyid', 'hubspot_owner_id', 'hs_email_optout', 'hs_lead_status',
            'lifecyclestage', 'hs_merged_object_ids', 'hs_calculated_merged_vids'
        )
)

select * from published
