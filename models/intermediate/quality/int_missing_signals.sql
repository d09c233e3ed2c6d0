with rules as (
    select distinct signal_name from {{ ref('stg_intent__signal_rules') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

seen as (
    select distinct signal_name from {{ ref('int_source_activity') }}
),

-- The models of one connector together: a connector is silent as a whole.
silent_models as (
    {%- for models in intent.contract_model_groups(var('intent_event_models'), 'events') %}
    select '{{ models | join(', ') }}' as model_name
    from (select 1 as one) as one_row
    where not ({% for model in models %}{{ ' or ' if not loop.first }}exists (select 1 from {{ ref(model) }}){% endfor %})
    union all
    {%- endfor %}
    select '' as model_name
),

published as (
    select
        '(any)' as source_name,
        rules.signal_name,
        signals.description || ' (' || rules.signal_name || ') was never seen: check the rule or the tracking.' as finding
    from rules
    inner join signals on rules.signal_name = signals.signal_name
    left join seen on rules.signal_name = seen.signal_name
    where seen.signal_name is null
    union all
    select
        model_name as source_name,
        '(all)' as signal_name,
        'No row came from ' || model_name || ': check the sync and where its tables are.' as finding
    from silent_models
    where model_name <> ''
)

select * from published
