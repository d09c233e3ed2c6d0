{# The scorecard that scores a contact as auto on a date: the champion of the date, or from the start of a live test the challenger for so
   many percent of all contacts, by a stable hash, other ones than those held out. #}
{% macro serving_scorecard(contact_id, champions, as_of_date) -%}
    case
        when
            {{ intent.integer_divide(contact_id, "104729") }} % 100 < {{ champions }}.challenger_percent
            and {{ as_of_date }} >= {{ champions }}.challenger_from_date
            then {{ champions }}.challenger_name
        else {{ champions }}.champion_name
    end
{%- endmacro %}
