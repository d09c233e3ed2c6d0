{{ config(enabled=intent.is_connector_on('salesforce')) }}

with contacts as (
    {{ intent.source_table(
        source('salesforce', 'contact'),
        required={'id': 'text', 'created_date': 'timestamp'},
        optional={
            'email': 'text',
            'name': 'text',
            'first_name': 'text',
            'last_name': 'text',
            'title': 'text',
            'department': 'text',
            'account_id': 'text',
            'mailing_country': 'text',
            'owner_id': 'text',
            'has_opted_out_of_email': 'boolean',
            'master_record_id': 'text',
            'last_modified_date': 'timestamp',
            'is_deleted': 'boolean',
            '_fivetran_active': 'boolean',
        }
    ) }}
),

-- In history mode a contact has a row for each version; the active one is what it is today.
published as (
    select
        *,
        coalesce(is_deleted, false) as is_gone
    from contacts
    where coalesce(_fivetran_active, true)
)

select * from published
