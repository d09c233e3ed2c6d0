{{ config(enabled=intent.is_connector_on('hubspot')) }}

with stages as (
    {{ intent.source_table(
        source('hubspot', 'deal_pipeline_stage'),
        required={'stage_id': 'string'},
        optional={
            'label': 'string',
            'is_closed': 'boolean',
            'closed_won': 'boolean',
            'probability': 'number',
        },
        is_optional_table=true, with_deleted=true
    ) }}
),

-- Older syncs do not say whether a stage is closed: won means certain, lost means impossible. A deleted stage is still one
-- that old deals are in; its living namesake counts first.
ranked as (
    select
        *,
        row_number() over (
            partition by stage_id
            order by
                case when is_deleted then 1 else 0 end, label nulls last, is_closed nulls last,
                closed_won nulls last, probability nulls last
        ) as stage_rank
    from stages
),

published as (
    select
        stage_id,
        coalesce(label, stage_id) as stage,
        coalesce(is_closed, probability <= 0 or probability >= 1, false) as is_closed,
        coalesce(closed_won, probability >= 1, false) as is_won
    from ranked
    where stage_rank = 1
)

select * from published
