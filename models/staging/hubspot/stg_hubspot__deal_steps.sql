{{ config(enabled=intent.is_connector_on('hubspot')) }}

with stage_history as (
    {{ intent.source_table(
        source('hubspot', 'deal_stage'),
        required={'deal_id': 'string', 'value': 'string'},
        optional={'date_entered': 'timestamp', '_fivetran_start': 'timestamp'},
        is_optional_table=true
    ) }}
),

property_history as (
    {{ intent.source_table(
        source('hubspot', 'deal_property_history'),
        required={'deal_id': 'string', 'name': 'string', 'value': 'string', 'timestamp': 'timestamp'},
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
        coalesce(date_entered, _fivetran_start) as entered_at
    from stage_history
    union all
    select
        deal_id,
        value as stage_id,
        timestamp as entered_at
    from property_history
    where lower(name) = 'dealstage'
),

-- An entry into a stage that is in no pipeline any more says neither that the deal was open nor that it was closed.
published as (
    select
        entries.deal_id,
        entries.stage_id,
        stages.outcome,
        entries.entered_at
    from entries
    left join stages on entries.stage_id = stages.stage_id
    where entries.entered_at is not null
)

select * from published
