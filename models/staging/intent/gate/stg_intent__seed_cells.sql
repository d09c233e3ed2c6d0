{{ config(materialized='table') }}

with
{%- for seed in intent.configuration_seeds() %}
{{ seed }}_rows as (
    {{ intent.seed_rows(ref(var(seed ~ '_seed', seed)), seed, with_line=intent.seed_rules(seed).is_personal) }}
),
{% endfor %}
cells as (
    {%- for seed in intent.configuration_seeds() %}
    {%- set outer, rules, kinds = loop.first, intent.seed_rules(seed), {} %}
    {%- for column in rules.columns %}{% do kinds.update({column.name: column.kind}) %}{% endfor %}
    {%- set compared = [] %}
    {%- for key in rules['keys'] %}{% do compared.append(intent.compared_key(key, kinds[key])) %}{% endfor %}
    {%- set shown = ['file_line'] if rules.is_personal else rules['keys'] %}
    {%- for column in rules.columns %}
    {{ "union all" if not (outer and loop.first) }}
    select
        '{{ seed }}' as seed_name,
        {% for key in shown %}coalesce({{ key }}, ''){{ " || ' ' || " if not loop.last }}{% endfor %} as key_value,
        {{ intent.joined_strings(compared) }} as compared_key,
        '{{ column.name }}' as column_name,
        {{ column.name }} as cell_value,
        {{ 'true' if column.name == rules['keys'][0] else 'false' }} as is_key
    from {{ seed }}_rows
    {%- endfor %}
    {%- endfor %}
)

select * from cells
