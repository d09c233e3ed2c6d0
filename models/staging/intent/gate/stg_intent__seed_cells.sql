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
    {{ "union all" if not outer }}
    select
        '{{ seed }}' as seed_name,
        {% for key in shown %}coalesce({{ key }}, ''){{ " || ' ' || " if not loop.last }}{% endfor %} as key_value,
        {{ intent.joined_strings(compared) }} as compared_key,
        cell_columns.column_name,
        case cell_columns.column_name
            {%- for column in rules.columns %}
            when '{{ column.name }}' then {{ seed }}_rows.{{ column.name }}
            {%- endfor %}
        end as cell_value,
        cell_columns.column_name = '{{ rules['keys'][0] }}' as is_key
    from {{ seed }}_rows
    cross join (
        values
        {%- for column in rules.columns %}
        ('{{ column.name }}'){{ "," if not loop.last }}
        {%- endfor %}
    ) as cell_columns (column_name)
    {%- endfor %}
)

select * from cells
