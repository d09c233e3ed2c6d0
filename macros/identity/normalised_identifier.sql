{# A readable identifier (macro readable_identifier) as it is compared, its type being normalised: emails in lower case and in one
   spelling of each character, Salesforce ids in 18 characters. #}
{% macro normalised_identifier(identifier_type, identifier_value, folds_plus) -%}
    case
        when {{ identifier_type }} = 'email' then {{ intent.normalised_email(identifier_value, folds_plus) }}
        when {{ identifier_type }} = 'crm_id' then {{ intent.normalised_crm_id(identifier_value) }}
        else {{ identifier_value }}
    end
{%- endmacro %}
