{{ config(materialized='table') }}
{%- set seeds, given = intent.configuration_seeds(), {} -%}
{%- for seed in seeds %}{% do given.update({seed: var(seed ~ '_seed', seed)}) %}{% endfor %}

with columns_of_seeds as (
    {%- for seed in seeds %}
    {%- set outer = loop.first %}
    {%- for column in intent.described_columns(seed, intent.stored_columns(ref(given[seed])), given) %}
    {{ "union all" if not (outer and loop.first) }}
    select
        '{{ seed }}' as seed_name,
        '{{ given[seed] }}.csv' as file_name,
        {{ intent.string_literal(column.name) }} as column_name,
        '{{ column.kind }}' as kind,
        {{ intent.string_literal(column.allowed) }} as allowed,
        cast({{ column.lowest }} as decimal(28, 6)) as lowest,
        cast({{ column.highest }} as decimal(28, 6)) as highest,
        '{{ column.reference_seed }}' as reference_seed,
        '{{ column.reference_column }}' as reference_column,
        {{ column.is_unique | lower }} as is_unique,
        {{ column.is_expected | lower }} as is_expected,
        {{ column.is_stored | lower }} as is_stored,
        {{ column.is_string | lower }} as is_string,
        {{ intent.seed_rules(seed).may_be_empty | lower }} as may_be_empty,
        {{ intent.seed_rules(seed).is_personal | lower }} as is_personal
    {%- endfor %}
    {%- endfor %}
)

select * from columns_of_seeds
