{# The rows of a seed that the configuration gate has let through, each column as a string: the door through which typed
   seeds, and all that reads them, wait for the gate. #}
{% macro checked_seed(seed_name, given_name) -%}
    -- depends_on: {{ ref('stg_intent__configuration_errors') }}
    select
        {%- for column in intent.seed_rules(seed_name).columns %}
        cast({{ column.name }} as {{ intent.string_type() }}) as {{ column.name }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ ref(given_name) }}
{%- endmacro %}
