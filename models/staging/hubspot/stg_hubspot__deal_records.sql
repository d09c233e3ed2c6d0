{{ config(enabled=intent.is_connector_on('hubspot')) }}

with deals as (
    {{ intent.source_table(
        source('hubspot', 'deal'),
        required={'deal_id': 'string'},
        optional={
            'property_amount': 'decimal(18, 2)',
            'property_createdate': 'timestamp',
            'property_closedate': 'timestamp',
            'deal_pipeline_stage_id': 'string',
        },
        is_optional_table=true
    ) }}
),

merged as (
    {{ intent.source_table(
        source('hubspot', 'merged_deal'),
        required={'merged_deal_id': 'string'},
        is_optional_table=true, with_deleted=true
    ) }}
),

stage_history as (
    {{ intent.source_table(
        source('hubspot', 'deal_stage'),
        required={'deal_id': 'string', 'value': 'string'},
        optional={'date_entered or _fivetran_start': 'timestamp'},
        is_optional_table=true
    ) }}
),

stages as (
    select * from {{ ref('stg_hubspot__deal_stages') }}
),

entries as (
    select
        deal_id,
        value as stage_id,
        max(date_entered) as entered_at
    from stage_history
    group by deal_id, value
),

gone as (
    select distinct merged_deal_id from merged
),

-- The day a deal entered its closed stage is recorded; the close date is what a seller typed.
published as (
    select
        deals.deal_id,
        deals.property_amount as amount,
        stages.stage,
        not coalesce(stages.is_closed, false) as is_open,
        coalesce(stages.is_won, false) as is_won,
        deals.property_createdate as created_at,
        case when stages.is_closed then coalesce(entries.entered_at, deals.property_closedate) end as closed_at
    from deals
    left join stages on deals.deal_pipeline_stage_id = stages.stage_id
    left join entries on deals.deal_id = entries.deal_id and deals.deal_pipeline_stage_id = entries.stage_id
    left join gone on deals.deal_id = gone.merged_deal_id
    where gone.merged_deal_id is null
)

select * from published
