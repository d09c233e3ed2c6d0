{{ config(enabled=intent.is_connector_on('salesforce')) }}

with leads as (
    {{ intent.source_table(
        source('salesforce', 'lead'),
        required={'id': 'text', 'created_date': 'timestamp'},
        optional={
            'email': 'text',
            'name': 'text',
            'first_name': 'text',
            'last_name': 'text',
            'title': 'text',
            'company': 'text',
            'industry': 'text',
            'number_of_employees': 'bigint',
            'country': 'text',
            'status': 'text',
            'owner_id': 'text',
            'has_opted_out_of_email': 'boolean',
            'converted_date': 'timestamp',
            'converted_contact_id': 'text',
            'converted_account_id': 'text',
            'converted_opportunity_id': 'text',
            'master_record_id': 'text',
            'last_modified_date': 'timestamp',
            'is_deleted': 'boolean',
            '_fivetran_active': 'boolean',
        },
        is_optional_table=true
    ) }}
),

-- In history mode a lead has a row for each version; the active one is what it is today.
published as (
    select
        *,
        coalesce(is_deleted, false) as is_gone
    from leads
    where coalesce(_fivetran_active, true)
)

select * from published
