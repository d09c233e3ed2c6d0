{# An identifier's value as it is compared: spaces around it removed, emails in lower case. #}
{% macro normalised_identifier(identifier_type, identifier_value) -%}
    case when {{ identifier_type }} = 'email' then lower({{ intent.trimmed(identifier_value) }}) else {{ intent.trimmed(identifier_value) }} end
{%- endmacro %}
