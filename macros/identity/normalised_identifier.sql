{# An identifier's value as it is compared: spaces around it removed, and emails in lower case, in one spelling of each character. #}
{% macro normalised_identifier(identifier_type, identifier_value, folds_plus) -%}
    case
        when {{ identifier_type }} = 'email' then {{ intent.normalised_email(identifier_value, folds_plus) }}
        else {{ intent.trimmed(identifier_value) }}
    end
{%- endmacro %}
