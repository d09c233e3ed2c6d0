{{ config(materialized='table') }}
{%- set seeds, given = intent.configuration_seeds(), {} -%}
{%- for seed in seeds %}{% do given.update({seed: var(seed ~ '_seed', seed)}) %}{% endfor %}

-- One list of values: a select for each column takes a database ten times as long to read.
with columns_of_seeds as (
    select *
    from (
        values
        {%- for seed in seeds %}
        {%- set outer = loop.first %}
        {%- for column in intent.described_columns(seed, intent.stored_columns(ref(given[seed])), given) %}
        {{ "," if not (outer and loop.first) }}
        (
            '{{ seed }}',
            '{{ given[seed] }}.csv',
            {{ intent.string_literal(column.name) }},
            '{{ column.kind }}',
            {{ intent.string_literal(column.allowed) }},
            cast({{ column.lowest }} as decimal(28, 6)),
            cast({{ column.highest }} as decimal(28, 6)),
            '{{ column.reference_seed }}',
            '{{ column.reference_column }}',
            {{ column.is_unique | lower }},
            {{ column.is_expected | lower }},
            {{ column.is_stored | lower }},
            {{ column.is_string | lower }},
            {{ intent.seed_rules(seed).may_be_empty | lower }},
            {{ intent.seed_rules(seed).is_personal | lower }}
        )
        {%- endfor %}
        {%- endfor %}
    ) as described (
        seed_name, file_name, column_name, kind, allowed, lowest, highest, reference_seed, reference_column, is_unique, is_expected,
        is_stored, is_string, may_be_empty, is_personal
    )
)

select * from columns_of_seeds
