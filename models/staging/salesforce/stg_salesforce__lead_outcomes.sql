{{ config(enabled=intent.is_connector_on('salesforce')) }}

with leads as (
    {{ intent.source_table(
        source('salesforce', 'lead'),
        required={'id': 'string', 'created_date': 'timestamp'},
        optional={
            'status': 'string', 'last_modified_date or system_modstamp': 'timestamp', '_fivetran_start': 'timestamp',
            '_fivetran_active': 'boolean',
        },
        is_optional_table=true
    ) }}
),

versions as (
    {{ intent.source_table(
        source('salesforce_history', 'lead'),
        required={'id': 'string', '_fivetran_start': 'timestamp'}, optional={'status': 'string'}, is_optional_table=true
    ) }}
),

field_changes as (
    {{ intent.source_table(
        source('salesforce', 'lead_history'),
        required={'lead_id': 'string', 'field': 'string', 'created_date': 'timestamp'},
        optional={'new_value': 'string'},
        is_optional_table=true
    ) }}
),

meanings as (
    select * from {{ ref('stg_intent__lead_outcomes') }}
    where source_name = 'salesforce'
),

decided as (
    select
        leads.id,
        leads.status,
        meanings.outcome,
        coalesce(leads.last_modified_date, leads.created_date) as modified_at
    from leads
    left join meanings on {{ intent.compared_status('leads.status') }} = meanings.compared_status
    where coalesce(leads._fivetran_active, true) and {{ intent.compared_status('leads.status') }} <> ''
),

status_changes as (
    select * from field_changes
    where lower(field) = 'status'
),

past_statuses as (
    {%- for relation, id, status, entered_at in [
        ('versions', 'id', 'status', '_fivetran_start'),
        ('leads', 'id', 'status', '_fivetran_start'),
        ('status_changes', 'lead_id', 'new_value', 'created_date'),
    ] %}
    {{ 'union all' if not loop.first }}
    select
        {{ id }} as id,
        {{ status }} as status,
        {{ entered_at }} as entered_at
    from {{ relation }}
    where {{ status }} is not null and {{ entered_at }} is not null
    {%- endfor %}
),

steps as (
    select
        decided.id as record_id,
        coalesce(meanings.outcome, 'open') as outcome,
        decided.outcome as present_outcome,
        past_statuses.entered_at
    from decided
    inner join past_statuses on decided.id = past_statuses.id
    left join meanings on {{ intent.compared_status('past_statuses.status') }} = meanings.compared_status
),

entries as (
    {{ intent.outcome_entries('steps') }}
),

-- The history says since when. Without one the last change of the record is the first day on which the outcome is certain.
published as (
    select
        decided.id as lead_id,
        decided.outcome,
        'lead.status' as doubted_column,
        decided.status as doubted_value,
        case when decided.outcome is null then 'is no status of intent_lead_outcomes, so it ends no pursuit: add a row for it' end as doubt,
        coalesce(entries.entered_at, decided.modified_at) as decided_at
    from decided
    left join entries on decided.id = entries.record_id
)

select * from published
