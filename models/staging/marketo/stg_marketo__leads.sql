{{ config(enabled=intent.is_connector_on('marketo')) }}

with leads as (
    {{ intent.source_table(
        source('marketo', 'lead'),
        required={'id': 'string'},
        optional={
            'email': 'string', 'first_name': 'string', 'last_name': 'string', 'title': 'string', 'company': 'string',
            'inferred_company': 'string', 'country': 'string', 'inferred_country': 'string', 'industry': 'string',
            'number_of_employees': 'bigint', 'unsubscribed': 'boolean', 'created_at': 'timestamp', 'updated_at': 'timestamp',
        },
        with_deleted=true,
    ) }}
),

deletions as (
    {{ intent.source_table(
        source('marketo', 'activity_delete_lead'), required={'lead_id': 'string'}, optional={'activity_date': 'timestamp'},
        is_optional_table=true, with_deleted=true
    ) }}
),

deleted_leads as (
    select
        lead_id,
        max(activity_date) as deleted_at
    from deletions
    group by lead_id
),

published as (
    select
        leads.id as lead_id,
        leads.email,
        nullif(trim(both ' ' from coalesce(leads.first_name, '') || ' ' || coalesce(leads.last_name, '')), '') as full_name,
        leads.title as job_title,
        coalesce(leads.company, leads.inferred_company) as account_name,
        coalesce(leads.country, leads.inferred_country) as country,
        leads.industry,
        cast(leads.number_of_employees as {{ intent.string_type() }}) as employee_count,
        case when leads.unsubscribed then 'true' when not leads.unsubscribed then 'false' end as is_opted_out,
        leads.is_deleted or deleted_leads.lead_id is not null as is_deleted,
        coalesce(leads.created_at, leads.updated_at) as created_at,
        coalesce(deleted_leads.deleted_at, leads.updated_at, leads.created_at) as deleted_at
    from leads
    left join deleted_leads on leads.id = deleted_leads.lead_id
)

select * from published
