{{ config(enabled=intent.is_connector_on('salesforce')) }}

with leads as (
    {{ intent.source_table(
        source('salesforce', 'lead'),
        required={'id': 'string', 'created_date': 'timestamp'},
        optional={
            'email': 'string',
            'name': 'string',
            'first_name': 'string',
            'last_name': 'string',
            'title': 'string',
            'company': 'string',
            'industry': 'string',
            'number_of_employees': 'bigint',
            'country': 'string',
            'status': 'string',
            'owner_id': 'string',
            'has_opted_out_of_email': 'boolean',
            'is_converted': 'boolean',
            'converted_date': 'timestamp',
            'converted_contact_id': 'string',
            'converted_account_id': 'string',
            'converted_opportunity_id': 'string',
            'master_record_id': 'string',
            'last_modified_date': 'timestamp',
            '_fivetran_active': 'boolean',
        },
        is_optional_table=true, with_deleted=true
    ) }}
),

-- In history mode a lead has a row for each version; the active one is what it is today.
published as (
    select
        *,
        is_deleted as is_gone,
        coalesce(is_converted, false) or converted_contact_id is not null as has_become_a_contact
    from leads
    where coalesce(_fivetran_active, true)
)

select * from published
