{# A seed's pattern in which the word none, in any case, stands for what has no value: no campaign and no host is called so (macro is_null_like). #}
{% macro none_as_empty(pattern) -%}
    case when lower({{ pattern }}) = 'none' then '' else {{ pattern }} end
{%- endmacro %}
