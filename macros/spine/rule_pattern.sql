{# A pattern of a signal rule as it is matched. Of a campaign and a referrer the word none, in any case, stands for events without one, which
   are an empty string: no campaign and no host is called so (macro is_null_like). #}
{% macro rule_pattern(column) -%}
    {%- if column.split('.') | last in ('campaign_like', 'referrer_like') -%}
    case when lower({{ column }}) = 'none' then '' else {{ column }} end
    {%- else -%}
    {{ column }}
    {%- endif -%}
{%- endmacro %}
