{# The scorecard that scores a contact as auto: the champion of the date, or in a live test the challenger for so many percent of all
   contacts, by a stable hash, other ones than those held out. #}
{% macro serving_scorecard(contact_id, champions) -%}
    case
        when {{ intent.integer_divide(contact_id, "104729") }} % 100 < {{ champions }}.challenger_percent then {{ champions }}.challenger_name
        else {{ champions }}.champion_name
    end
{%- endmacro %}
