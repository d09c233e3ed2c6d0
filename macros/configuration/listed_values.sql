{# The values of a list (words, needed) in the meta of columns of seeds, as a select of seed_name, column_name and listed_value. #}
{% macro listed_values(list_name) -%}
    {%- for seed in intent.configuration_seeds() %}
    {%- for column in intent.seed_rules(seed).columns %}
    {%- for value in column.get(list_name, []) %}
    select
        '{{ seed }}' as seed_name,
        '{{ column.name }}' as column_name,
        {{ intent.string_literal(value) }} as listed_value
    union all
    {%- endfor %}
    {%- endfor %}
    {%- endfor %}
    select
        '' as seed_name,
        '' as column_name,
        '' as listed_value
    from (select 1 as one) as nothing
    where one = 0
{%- endmacro %}
