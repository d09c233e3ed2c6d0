{{ config(enabled=intent.is_connector_on('hubspot')) }}

with deals as (
    {{ intent.source_table(
        source('hubspot', 'deal'),
        required={'deal_id or id': 'string'},
        optional={
            'property_amount': 'decimal(18, 2)', 'property_deal_currency_code': 'string',
            'property_amount_in_home_currency or property_hs_amount_in_home_currency': 'decimal(18, 2)',
            'property_createdate or created_at': 'timestamp', 'property_closedate': 'timestamp',
            'property_hs_is_closed': 'boolean', 'property_hs_is_closed_won': 'boolean', 'deal_pipeline_stage_id or property_dealstage': 'string',
        },
        is_optional_table=true
    ) }}
),

merged as (
    {{ intent.source_table(
        source('hubspot', 'merged_deal'), required={'merged_deal_id': 'string'}, is_optional_table=true, with_deleted=true
    ) }}
),

stages as (
    select * from {{ ref('stg_hubspot__deal_stages') }}
),

entries as (
    select * from {{ ref('stg_hubspot__deal_steps') }}
),

gone as (
    select distinct merged_deal_id from merged
),

-- What a deal's stage does not say with certainty, the deal's own properties may.
decided as (
    select
        deals.*,
        stages.stage,
        stages.doubt as doubt_of_stage,
        stages.doubted_column,
        case
            when stages.is_certain then stages.outcome
            when deals.property_hs_is_closed_won then 'won'
            when not deals.property_hs_is_closed then 'open'
            when deals.property_hs_is_closed or (stages.outcome = 'won' and not deals.property_hs_is_closed_won) then 'lost'
            else coalesce(stages.outcome, 'open')
        end as outcome
    from deals
    left join stages on deals.deal_pipeline_stage_id = stages.stage_id
    left join gone on deals.deal_id = gone.merged_deal_id
    where gone.merged_deal_id is null
),

steps as (
    select
        decided.deal_id as record_id,
        case when entries.stage_id = decided.deal_pipeline_stage_id then decided.outcome else entries.outcome end as outcome,
        decided.outcome as present_outcome,
        entries.entered_at
    from decided
    inner join entries on decided.deal_id = entries.deal_id
),

closings as (
    {{ intent.outcome_entries('steps') }}
),

-- The entry is recorded; the close date is what a seller typed.
published as (
    select
        decided.deal_id,
        decided.property_amount as amount,
        decided.stage,
        decided.outcome = 'open' as is_open,
        decided.outcome = 'won' as is_won,
        decided.property_createdate as created_at,
        case when decided.outcome <> 'open' then coalesce(closings.entered_at, decided.property_closedate) end as closed_at,
        upper(decided.property_deal_currency_code) as currency,
        decided.property_amount_in_home_currency as home_amount,
        coalesce(decided.doubted_column, 'deal.deal_pipeline_stage_id') as doubted_column,
        coalesce(decided.stage, decided.deal_pipeline_stage_id) as doubted_value,
        case
            when decided.stage is null and decided.deal_pipeline_stage_id is not null
                then 'is a stage of no pipeline: its deals count as ' || decided.outcome
            when decided.property_hs_is_closed_won <> (decided.outcome = 'won')
                then 'contradicts hs_is_closed_won of its deals: they count as ' || decided.outcome
            else decided.doubt_of_stage
        end as doubt
    from decided
    left join closings on decided.deal_id = closings.record_id
)

select * from published
