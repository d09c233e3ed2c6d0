{{ config(enabled=intent.is_connector_on('salesforce')) }}

with versions as (
    {{ intent.source_table(
        source('salesforce_history', 'account'),
        required={'id': 'string', '_fivetran_start': 'timestamp'},
        optional={'name': 'string', 'industry': 'string', 'number_of_employees': 'bigint', 'is_deleted': 'boolean'},
        is_optional_table=true
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

followed as (
    select
        *,
        lead(_fivetran_start) over (partition by id order by _fivetran_start) as next_start
    from versions
),

-- What an account was when a contact came, and what it became since; a contact is not known from before it came.
published as (
    select
        contacts.id as person_id,
        followed.name as account_name,
        followed.industry,
        followed.number_of_employees as employee_count,
        case
            when followed._fivetran_start > contacts.created_date then followed._fivetran_start else contacts.created_date
        end as valid_from
    from contacts
    inner join followed on contacts.account_id = followed.id
    where coalesce(followed.is_deleted, false) = false
        and (followed.next_start is null or followed.next_start > contacts.created_date)
)

select * from published
