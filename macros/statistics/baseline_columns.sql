{# The baseline of a lift report: contacts and converters of all cohorts that share these columns. #}
{% macro baseline_columns(shared_columns) -%}
    cast(sum(n_contacts) over (partition by {{ shared_columns }}) as bigint) as n_baseline_contacts,
    cast(sum(n_converters) over (partition by {{ shared_columns }}) as bigint) as n_baseline_converters
{%- endmacro %}
