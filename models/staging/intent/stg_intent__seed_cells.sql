{%- set swapped = {
    'intent_signals': var('intent_signals_seed'),
    'intent_signal_rules': var('intent_signal_rules_seed'),
    'intent_composite_signals': var('intent_composite_signals_seed'),
    'intent_segments': var('intent_segments_seed'),
    'intent_scorecards': var('intent_scorecards_seed'),
    'intent_link_trust': var('intent_link_trust_seed'),
    'intent_unlinks': var('intent_unlinks_seed'),
} -%}

with
{%- for seed in intent.seed_columns() %}
{{ seed }}_rows as (
    {{ intent.seed_rows(ref(swapped.get(seed, seed)), seed) }}
),
{% endfor %}
cells as (
    {%- for seed, rules in intent.seed_columns().items() %}
    {%- set outer = loop.first %}
    {%- set kinds = {} %}
    {%- for column in rules.columns %}{% do kinds.update({column[0]: column[1]}) %}{% endfor %}
    {%- for column in rules.columns %}
    {{ "union all" if not (outer and loop.first) }}
    select
        '{{ seed }}' as seed_name,
        {% for key in rules['keys'] %}coalesce({{ key }}, ''){{ " || ' ' || " if not loop.last }}{% endfor %} as key_value,
        {% for key in rules['keys'] %}{{ intent.compared_key(key, kinds[key]) }}{{ " || ' ' || " if not loop.last }}{% endfor %} as compared_key,
        '{{ column[0] }}' as column_name,
        {{ column[0] }} as cell_value,
        {{ 'true' if column[0] == rules['keys'][0] else 'false' }} as is_key
    from {{ seed }}_rows
    {%- endfor %}
    {%- endfor %}
)

select * from cells
