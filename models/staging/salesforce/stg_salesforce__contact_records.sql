{{ config(enabled=intent.is_connector_on('salesforce')) }}

with contacts as (
    {{ intent.source_table(
        source('salesforce', 'contact'),
        required={'id': 'string', 'created_date': 'timestamp'},
        optional={
            'email': 'string',
            'name': 'string',
            'first_name': 'string',
            'last_name': 'string',
            'title': 'string',
            'department': 'string',
            'account_id': 'string',
            'mailing_country': 'string',
            'owner_id': 'string',
            'has_opted_out_of_email': 'boolean',
            'master_record_id': 'string',
            'last_modified_date': 'timestamp',
            '_fivetran_active': 'boolean',
        },
        with_deleted=true
    ) }}
),

-- In history mode a contact has a row for each version; the active one is what it is today.
published as (
    select
        *,
        is_deleted as is_gone
    from contacts
    where coalesce(_fivetran_active, true)
)

select * from published
