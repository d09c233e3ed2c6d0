{# The rows of every listed model in exactly the contract's columns and types; no rows where the list is empty, or is no list, which the
   configuration gate reports. #}
{% macro union_contract(models, contract) -%}
    {%- set columns = intent.contract_columns(contract) -%}
    {%- set is_list = models is sequence and models is not string and models is not mapping -%}
    {%- for model in (models if is_list else []) %}
    select
        {%- for name, type in columns %}
        cast({{ name }} as {{ type }}) as {{ name }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ ref(model) }}
    {{ "union all" if not loop.last }}
    {%- else %}
    select
        {%- for name, type in columns %}
        cast(null as {{ type }}) as {{ name }}{{ "," if not loop.last }}
        {%- endfor %}
    from (select 1 as one) as nothing
    where one = 0
    {%- endfor %}
{%- endmacro %}
