{{ config(enabled=intent.is_connector_on('salesforce')) }}

with opportunities as (
    {{ intent.source_table(
        source('salesforce', 'opportunity'),
        required={'id': 'string', 'is_closed': 'boolean', 'is_won': 'boolean', 'close_date': 'timestamp', 'created_date': 'timestamp'},
        optional={
            'account_id': 'string',
            'contact_id': 'string',
            'amount': 'decimal(18, 2)',
            'stage_name': 'string',
            '_fivetran_active': 'boolean',
        },
        is_optional_table=true
    ) }}
),

versions as (
    {{ intent.source_table(
        source('salesforce_history', 'opportunity'),
        required={'id': 'string', 'is_closed': 'boolean', '_fivetran_start': 'timestamp'},
        is_optional_table=true
    ) }}
),

openings as (
    select
        id,
        max(_fivetran_start) as last_open_at
    from versions
    where not coalesce(is_closed, false)
    group by id
),

-- The first closed version after the last open one; a history that begins when all was over says nothing about when.
closings as (
    select
        versions.id,
        min(versions._fivetran_start) as first_closed_at
    from versions
    inner join openings on versions.id = openings.id
    where versions.is_closed and versions._fivetran_start > openings.last_open_at
    group by versions.id
),

published as (
    select
        opportunities.id as opportunity_id,
        opportunities.account_id,
        opportunities.contact_id,
        opportunities.amount,
        opportunities.stage_name as stage,
        not coalesce(opportunities.is_closed, false) as is_open,
        coalesce(opportunities.is_won, false) as is_won,
        opportunities.created_date as created_at,
        case when opportunities.is_closed then coalesce(closings.first_closed_at, opportunities.close_date) end as closed_at
    from opportunities
    left join closings on opportunities.id = closings.id
    where coalesce(opportunities._fivetran_active, true)
)

select * from published
