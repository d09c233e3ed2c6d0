{# The type of a readable identifier by its shape as well as by its column: a user id or a device id that is an email is that email. #}
{% macro normalised_identifier_type(identifier_type, identifier_value) -%}
    {#- Few ids hold an @, and seeing that is ten times cheaper than reading an email. -#}
    case
        when coalesce({{ identifier_type }}, '') not in ('user_id', 'anonymous_id') or ({{ identifier_value }} not like '%@%' and {{ identifier_value }} not like '%＠%')
            then {{ identifier_type }}
        when {{ intent.is_email(intent.normalised_email(identifier_value, false)) }} then 'email'
        else {{ identifier_type }}
    end
{%- endmacro %}
