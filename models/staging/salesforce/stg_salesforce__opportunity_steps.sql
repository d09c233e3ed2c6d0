{{ config(enabled=intent.is_connector_on('salesforce')) }}

{% set said = {'is_closed': 'boolean', 'is_won': 'boolean', 'probability': 'number', 'stage_name': 'string'} %}

with opportunities as (
    {{ intent.source_table(
        source('salesforce', 'opportunity'),
        required={'id': 'string'},
        optional=dict(said, _fivetran_start='timestamp', _fivetran_active='boolean'),
        is_optional_table=true
    ) }}
),

versions as (
    {{ intent.source_table(
        source('salesforce_history', 'opportunity'),
        required={'id': 'string', '_fivetran_start': 'timestamp'}, optional=said, is_optional_table=true
    ) }}
),

stage_changes as (
    {{ intent.source_table(
        source('salesforce', 'opportunity_history'),
        required={'opportunity_id': 'string', 'created_date': 'timestamp'}, optional=said, is_optional_table=true
    ) }}
),

stages as (
    {{ intent.source_table(
        source('salesforce', 'opportunity_stage'),
        required={'master_label or api_name': 'string'},
        optional={'is_closed': 'boolean', 'is_won': 'boolean'},
        is_optional_table=true, with_deleted=true
    ) }}
),

steps as (
    {%- for relation, id, entered_at, is_present in [
        ('opportunities', 'id', '_fivetran_start', 'coalesce(_fivetran_active, true)'),
        ('versions', 'id', '_fivetran_start', 'false'),
        ('stage_changes', 'opportunity_id', 'created_date', 'false'),
    ] %}
    {{ 'union all' if not loop.first }}
    select
        {{ id }} as id,
        is_closed,
        is_won,
        probability,
        stage_name,
        {{ entered_at }} as entered_at,
        {{ is_present }} as is_present
    from {{ relation }}
    {%- endfor %}
),

-- What a stage means, from the list of stages and from rows that say it.
sayings as (
    select
        master_label as stage_name,
        is_closed,
        is_won
    from stages
    union all
    select
        stage_name,
        is_closed,
        is_won
    from steps
),

meanings as (
    select
        lower(stage_name) as stage_name,
        max(case when not is_closed then 'open' when is_won then 'won' when is_closed then 'lost' else 'open' end) as outcome
    from sayings
    where is_won is not null or not is_closed
    group by lower(stage_name)
),

-- Salesforce makes both flags of the stage, while anybody may edit the probability: it decides only where nothing else does.
published as (
    select
        steps.id as opportunity_id,
        case
            when not steps.is_closed then 'open'
            when steps.is_won then 'won'
            when not steps.is_won and steps.is_closed then 'lost'
            when meanings.outcome is not null then meanings.outcome
            when steps.probability >= 100 then 'won'
            when steps.is_closed then 'lost'
            else 'open'
        end as outcome,
        steps.probability,
        steps.is_present,
        steps.entered_at
    from steps
    left join meanings on lower(steps.stage_name) = meanings.stage_name
)

select * from published
