{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    {{ intent.source_table(
        source('hubspot', 'contact'),
        required={'id': 'text', 'property_createdate': 'timestamp'},
        optional={
            'property_email': 'text',
            'property_firstname': 'text',
            'property_lastname': 'text',
            'property_jobtitle': 'text',
            'property_company': 'text',
            'property_country': 'text',
            'property_industry': 'text',
            'property_associatedcompanyid': 'text',
            'property_hubspot_owner_id': 'text',
            'property_hs_email_optout': 'boolean',
            'property_hs_merged_object_ids': 'text',
            'property_hs_additional_emails': 'text',
            '_fivetran_deleted': 'boolean',
        }
    ) }}
)

select * from contacts
