{# The rows of every connector that is on and of every listed model in exactly the contract's columns and types, each column read by
   the type that it has there, null for an optional one that a model leaves out; no rows where there is neither. Identifiers are readable
   and typed by their shape as well, and a Salesforce account has one key, whichever source delivers them. What reads a contract waits
   for the configuration gate. #}
{% macro union_contract(models, contract) -%}
    -- depends_on: {{ ref('stg_intent__configuration_errors') }}
    {%- set columns = intent.contract_columns(contract) -%}
    {%- set values = {'identifier_type': 'identifier_value', 'from_type': 'from_value', 'to_type': 'to_value'} -%}
    {%- set identifiers = ['identifier_value', 'from_value', 'to_value', 'email', 'account_key', 'domain', 'merged_into', 'converted_to'] -%}
    {%- for model in intent.contract_models(models, contract) %}
    {%- set delivered = intent.delivered_contract_columns(model, contract) %}
    select
        {%- for name, type in columns %}
        {% if name in values -%}
            {{ intent.normalised_identifier_type(name, values[name]) }} as {{ name }}
        {%- elif name == 'account_key' -%}
            {{ intent.normalised_crm_id(name) }} as {{ name }}
        {%- else -%}
            {{ name }}
        {%- endif %}{{ "," if not loop.last }}
        {%- endfor %}
    from (
        select
            {%- for name, type in columns %}
            {%- set value = intent.contract_value(model, name, type, delivered) %}
            {{ intent.readable_identifier(value) if name in identifiers else value }} as {{ name }}{{ "," if not loop.last }}
            {%- endfor %}
        from {{ ref(model) }}
    ) as readable_rows
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
