{# How many values of which column of raw tables and of the user's own contract models cannot be read in the type that is needed and are null instead, as a select of source_name, table_name, column_name, type_name and n_values. Each such column is scanned once; one whose type is right already is not. #}
{% macro lost_values(own_models) -%}
    {%- set readings = intent.raw_readings() -%}
    {%- for contract, models in own_models.items() -%}
        {%- for model in intent.contract_models(models, contract) if model not in intent.contract_models([], contract) %}
    -- depends_on: {{ ref(model) }}
        {%- endfor -%}
        {%- do readings.extend(intent.own_readings(models, contract)) -%}
    {%- endfor %}
    {%- for reading in readings %}
    select
        {{ intent.string_literal(reading.source_name) }} as source_name,
        {{ intent.string_literal(reading.table_name) }} as table_name,
        {{ intent.string_literal(reading.column_name) }} as column_name,
        {{ intent.string_literal(reading.type_name) }} as type_name,
        count(*) as n_values
    from {{ reading.relation }}
    where {{ reading.read }} is null and not ({{ reading.is_missing }})
    having count(*) > 0
    union all
    {%- endfor %}
    select
        '' as source_name,
        '' as table_name,
        '' as column_name,
        '' as type_name,
        cast(0 as bigint) as n_values
    from (select 1 as one) as nothing
    where one = 0
{%- endmacro %}
