{# The rows of a seed that the configuration gate has let through, each column as a string. Typed seeds read it, so that
   they, and all that reads them, wait for the gate. A column with a default may be missing. #}
{% macro checked_seed(seed_name, given_name) -%}
    {%- set columns = intent.seed_rules(seed_name).columns -%}
    {%- set stored = intent.stored_columns(ref(given_name)) if columns | selectattr('default', 'defined') | list else none -%}
    -- depends_on: {{ ref('stg_intent__configuration_errors') }}
    select
        {%- for column in columns %}
        {{ intent.seed_column(column, stored | map(attribute='name') | map('lower') | list if stored is not none else none) }}
        {{- "," if not loop.last }}
        {%- endfor %}
    from {{ ref(given_name) }}
{%- endmacro %}
