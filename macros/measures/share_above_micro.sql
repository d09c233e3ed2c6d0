{# The share of a step of gains that is above a depth, in millionths: a tie across it counts in part. #}
{% macro share_above_micro(hundredths) -%}
    case
        when 100 * n_cumulative_contacts <= {{ hundredths }} then 1000000
        when 100 * (n_cumulative_contacts - n_contacts) >= {{ hundredths }} then 0
        else {{ intent.integer_divide("(" ~ hundredths ~ " - 100 * (n_cumulative_contacts - n_contacts)) * 1000000", "100 * n_contacts") }}
    end
{%- endmacro %}
