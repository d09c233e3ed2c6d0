{%- set swapped = {
    'intent_signals': var('intent_signals_seed'),
    'intent_signal_rules': var('intent_signal_rules_seed'),
    'intent_composite_signals': var('intent_composite_signals_seed'),
    'intent_segments': var('intent_segments_seed'),
    'intent_scorecards': var('intent_scorecards_seed'),
    'intent_link_trust': var('intent_link_trust_seed'),
    'intent_unlinks': var('intent_unlinks_seed'),
} -%}

with columns_of_seeds as (
    {%- for seed, rules in intent.seed_columns().items() %}
    {%- set outer = loop.first %}
    {%- set seed_file = swapped.get(seed, seed) ~ '.csv' %}
    {%- set stored = intent.stored_columns(ref(swapped.get(seed, seed))) %}
    {%- for column in intent.described_columns(rules.columns, stored, swapped) %}
    {{ "union all" if not (outer and loop.first) }}
    select
        '{{ seed }}' as seed_name,
        '{{ seed_file }}' as file_name,
        {{ intent.text_literal(column.name) }} as column_name,
        '{{ column.kind }}' as kind,
        {{ intent.text_literal(column.allowed) }} as allowed,
        cast({{ column.lowest }} as decimal(28, 6)) as lowest,
        cast({{ column.highest }} as decimal(28, 6)) as highest,
        {{ column.is_expected }} as is_expected,
        {{ column.is_stored }} as is_stored,
        {{ column.is_text }} as is_text,
        {{ 'true' if rules.get('may_be_empty') else 'false' }} as may_be_empty
    {%- endfor %}
    {%- endfor %}
)

select * from columns_of_seeds
