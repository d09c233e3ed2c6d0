{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    {{ intent.source_table(
        source('hubspot', 'contact'),
        required={'id': 'string', 'property_createdate': 'timestamp'},
        optional={
            'property_email': 'string',
            'property_firstname': 'string',
            'property_lastname': 'string',
            'property_jobtitle': 'string',
            'property_company': 'string',
            'property_country': 'string',
            'property_industry': 'string',
            'property_associatedcompanyid': 'string',
            'property_hubspot_owner_id': 'string',
            'property_hs_email_optout': 'boolean',
            'property_hs_merged_object_ids': 'string',
            'property_hs_calculated_merged_vids': 'string',
            'property_hs_additional_emails': 'string',
            '_fivetran_synced': 'timestamp',
        },
        with_deleted=true
    ) }}
)

select * from contacts
