{{ config(enabled=intent.is_connector_on('salesforce')) }}

with versions as (
    {{ intent.source_table(
        source('salesforce_history', 'account'),
        required={'id': 'string', '_fivetran_start': 'timestamp'},
        optional={'name': 'string', 'industry': 'string', 'number_of_employees': 'bigint'},
        is_optional_table=true, with_deleted=true
    ) }}
),

contacts as (
    select
        id,
        account_id,
        created_date
    from {{ ref('stg_salesforce__contact_records') }}
    where account_id is not null
),

versions_with_next as (
    select
        *,
        lead(_fivetran_start) over (partition by id order by _fivetran_start) as next_start
    from versions
),

-- What an account was when a contact came, and what it became since; a contact is not known from before it came.
published as (
    select
        contacts.id as person_id,
        versions_with_next.name as account_name,
        versions_with_next.industry,
        versions_with_next.number_of_employees as employee_count,
        case
            when versions_with_next._fivetran_start > contacts.created_date then versions_with_next._fivetran_start else contacts.created_date
        end as valid_from
    from contacts
    inner join versions_with_next on contacts.account_id = versions_with_next.id
    where not versions_with_next.is_deleted
        and (versions_with_next.next_start is null or versions_with_next.next_start > contacts.created_date)
)

select * from published
