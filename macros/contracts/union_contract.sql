{# The rows of every connector that is on and of every listed model in exactly the contract's columns and types, times read by the type
   that they have there, null for an optional column that a model leaves out; no rows where there is neither. An identifier is typed
   by its shape as well, and a Salesforce account has one key, whichever source delivers them. What reads a contract waits for the
   configuration gate. #}
{% macro union_contract(models, contract) -%}
    -- depends_on: {{ ref('stg_intent__configuration_errors') }}
    {%- set columns = intent.contract_columns(contract) -%}
    {%- set values = {'identifier_type': 'identifier_value', 'from_type': 'from_value', 'to_type': 'to_value'} -%}
    {%- for model in intent.contract_models(models, contract) %}
    {%- set delivered = intent.delivered_contract_columns(model, contract) %}
    select
        {%- for name, type in columns %}
        {%- set value = intent.contract_value(model, name, type, delivered) %}
        {% if name in values -%}
            {{ intent.normalised_identifier_type(value, 'cast(' ~ values[name] ~ ' as ' ~ type ~ ')') }}
        {%- else -%}
            {{ intent.normalised_crm_id(value) if name == 'account_key' else value }}
        {%- endif %} as {{ name }}{{ "," if not loop.last }}
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
