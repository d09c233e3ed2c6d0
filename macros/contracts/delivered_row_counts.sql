{# How many rows of each source the models of some contracts deliver, counted where they are delivered, as a select of contract_name, source_name and n_delivered. #}
{% macro delivered_row_counts(own_models) -%}
    {%- for contract, models in own_models.items() %}
    {%- for model in intent.contract_models(models, contract) %}
    select
        '{{ contract }}' as contract_name,
        coalesce(source_name, '') as source_name,
        count(*) as n_delivered
    from {{ ref(model) }}
    group by coalesce(source_name, '')
    union all
    {%- endfor %}
    {%- endfor %}
    select
        '' as contract_name,
        '' as source_name,
        cast(0 as bigint) as n_delivered
    from (select 1 as one) as nothing
    where one = 0
{%- endmacro %}
