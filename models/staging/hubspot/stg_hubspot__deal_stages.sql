{{ config(enabled=intent.is_connector_on('hubspot')) }}

with stages as (
    {{ intent.source_table(
        source('hubspot', 'deal_pipeline_stage'),
        required={'stage_id or id': 'string'},
        optional={
            'label': 'string', 'is_closed or metadata_is_closed': 'boolean', 'closed_won': 'boolean',
            'probability or metadata_probability': 'number',
        },
        is_optional_table=true, with_deleted=true
    ) }}
),

read as (
    select
        stage_id,
        coalesce(label, stage_id) as stage,
        closed_won,
        is_closed,
        probability,
        lower(stage_id) = 'closedlost' or lower(coalesce(label, '')) like '%lost%' as is_lost_by_name,
        is_deleted
    from stages
),

-- A deleted stage is still one that old deals are in; its living namesake counts first.
ranked as (
    select
        *,
        row_number() over (
            partition by stage_id
            order by
                case when is_deleted then 1 else 0 end, stage nulls last, is_closed nulls last,
                closed_won nulls last, probability nulls last
        ) as stage_rank
    from read
),

-- Certain means won. closed_won, an old name of is_closed, tells won from lost only where no probability does.
decided as (
    select
        *,
        case
            when probability >= 1 then 'won'
            when not coalesce(is_closed, probability <= 0, closed_won, is_lost_by_name) then 'open'
            when probability is null and closed_won and not is_lost_by_name then 'won'
            else 'lost'
        end as outcome
    from ranked
    where stage_rank = 1
),

published as (
    select
        stage_id,
        stage,
        outcome,
        probability is not null as is_certain,
        case
            when closed_won <> (outcome = 'won') then 'deal_pipeline_stage.closed_won'
            when is_closed <> (outcome <> 'open') then 'deal_pipeline_stage.is_closed'
        end as doubted_column,
        case
            when closed_won <> (outcome = 'won') or is_closed <> (outcome <> 'open')
                then 'contradicts the probability, the name or the other columns of the stage: its deals count as ' || outcome
        end as doubt
    from decided
)

select * from published
