{{ config(enabled=intent.is_connector_on('salesforce')) }}

with opportunities as (
    {{ intent.source_table(
        source('salesforce', 'opportunity'),
        required={'id': 'string', 'created_date': 'timestamp'},
        optional={
            'account_id': 'string', 'contact_id': 'string', 'amount': 'decimal(18, 2)', 'currency_iso_code': 'string',
            'converted_amount or amount_converted': 'decimal(18, 2)', 'stage_name': 'string', 'close_date': 'timestamp',
            '_fivetran_active': 'boolean',
        },
        is_optional_table=true
    ) }}
),

all_currencies as (
    {{ intent.source_table(
        source('salesforce', 'currency_type'),
        required={'iso_code': 'string', 'conversion_rate': 'decimal(18, 6)'},
        optional={'_fivetran_active': 'boolean'},
        is_optional_table=true
    ) }}
),

steps as (
    select * from {{ ref('stg_salesforce__opportunity_steps') }}
),

currencies as (
    select
        iso_code,
        max(conversion_rate) as conversion_rate
    from all_currencies
    where coalesce(_fivetran_active, true)
    group by iso_code
),

present as (
    select
        opportunity_id,
        max(outcome) as outcome,
        max(probability) as probability
    from steps
    where is_present
    group by opportunity_id
),

past_steps as (
    select
        steps.opportunity_id as record_id,
        steps.outcome,
        present.outcome as present_outcome,
        steps.entered_at
    from steps
    inner join present on steps.opportunity_id = present.opportunity_id
    where steps.entered_at is not null
),

closings as (
    {{ intent.outcome_entries('past_steps') }}
),

-- A history that begins when all was over says nothing about when, unless the opportunity itself begins there.
published as (
    select
        opportunities.id as opportunity_id,
        opportunities.account_id,
        opportunities.contact_id,
        opportunities.amount,
        opportunities.stage_name as stage,
        present.outcome = 'open' as is_open,
        present.outcome = 'won' as is_won,
        opportunities.created_date as created_at,
        case
            when present.outcome = 'open' then null
            when closings.entered_at > closings.began_at or cast(closings.entered_at as date) = cast(opportunities.created_date as date)
                then closings.entered_at
            else coalesce(opportunities.close_date, closings.entered_at)
        end as closed_at,
        upper(opportunities.currency_iso_code) as currency,
        coalesce(opportunities.converted_amount, {{ intent.home_amount('opportunities.amount', 'currencies.conversion_rate') }}) as home_amount,
        'opportunity.probability' as doubted_column,
        opportunities.stage_name as doubted_value,
        case
            when present.outcome = 'won' and present.probability < 100 or present.outcome = 'lost' and present.probability > 0
                then 'has another probability than its stage: its opportunities count as ' || present.outcome
        end as doubt
    from opportunities
    inner join present on opportunities.id = present.opportunity_id
    left join closings on opportunities.id = closings.record_id
    left join currencies on upper(opportunities.currency_iso_code) = upper(currencies.iso_code)
    where coalesce(opportunities._fivetran_active, true)
)

select * from published
