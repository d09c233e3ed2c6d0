{%- set start, as_of = var('intent_history_start_date') | string, var('intent_as_of_date') | string -%}
{%- set challenger, percent = var('intent_challenger_scorecard'), var('intent_challenger_percent') | string -%}
{%- set champion = intent.string_literal(var('intent_champion_scorecard')) -%}
{%- set weights = var('intent_scorecard_weights_seed', 'intent_scorecard_weights') -%}
{%- set needs_earlier, repeats = var('intent_requires_earlier_conversion'), var('intent_conversions_repeat') -%}
{%- set connectors, event_models = var('intent_connectors'), var('intent_event_models') -%}
{%- set rules = intent.var_rules() -%}
{%- set mistakes = intent.var_mistake(rules.intent_connectors, connectors) ~ intent.var_mistake(rules.intent_event_models, event_models) -%}

with scorecards as (
    select scorecard_name from ({{ intent.seed_rows(ref(weights), 'intent_scorecard_weights') }}) as weight_rows
    where scorecard_name is not null
    union all
    select 'hand_weights' as scorecard_name
    union all
    select 'learned_additive' as scorecard_name
    union all
    select 'auto' as scorecard_name
),

wrong_vars as (
    {%- for name, rule in intent.var_rules().items() %}
    {%- set mistake = intent.var_mistake(rule, var(name, none)) %}
    {%- if mistake %}
    select
        '{{ name }}' as column_name,
        {{ intent.string_literal(var(name, none)) }} as cell_value,
        {{ intent.string_literal(mistake) }} as message
    union all
    {%- endif %}
    {%- endfor %}
    select
        'intent_history_start_date' as column_name,
        {{ intent.string_literal(start) }} as cell_value,
        'the history would start after the as-of date; allowed: a day up to intent_as_of_date' as message
    from (select 1 as one) as checked
    where one = {{ 1 if start[:1] in ['1', '2'] and as_of[:1] in ['1', '2'] and start > as_of else 0 }}
    union all
    select
        'intent_connectors' as column_name,
        {{ intent.string_literal(connectors) }} as cell_value,
        'nothing delivers events; allowed: a connector, or a model of your own in intent_event_models' as message
    from (select 1 as one) as checked
    where one = {{ 1 if not mistakes and not intent.contract_models(event_models, 'events') else 0 }}
    union all
    select
        'intent_requires_earlier_conversion' as column_name,
        'true' as cell_value,
        'nobody stays after a conversion; allowed with intent_conversions_repeat: true, else false' as message
    from (select 1 as one) as checked
    where one = {{ 1 if needs_earlier is sameas true and repeats is not sameas true else 0 }}
    union all
    select
        'intent_champion_scorecard' as column_name,
        {{ champion }} as cell_value,
        'no such scorecard; allowed: auto, hand_weights, learned_additive and the scorecard_name values of {{ weights }}.csv' as message
    from (select 1 as one) as checked
    where {{ champion }} not in (select scorecards.scorecard_name from scorecards)
    union all
    select
        'intent_challenger_scorecard' as column_name,
        {{ intent.string_literal(challenger) }} as cell_value,
        'no such scorecard; allowed: null, hand_weights, learned_additive and the scorecard_name values of {{ weights }}.csv' as message
    from (select 1 as one) as checked
    where
        one = {{ 0 if challenger is none else 1 }}
        and {{ intent.string_literal(challenger) }} not in (
            select scorecards.scorecard_name from scorecards
            where scorecards.scorecard_name <> 'auto'
        )
    union all
    select
        'intent_challenger_percent' as column_name,
        {{ intent.string_literal(percent) }} as cell_value,
        'a pinned champion scores everybody; allowed with intent_champion_scorecard: auto, else 0' as message
    from (select 1 as one) as checked
    where one = {{ 1 if percent not in ['0', 'None'] else 0 }} and {{ champion }} <> 'auto'
),

errors as (
    select
        'dbt_project.yml' as file_name,
        'vars' as key_value,
        column_name,
        cell_value,
        message
    from wrong_vars
)

select * from errors
