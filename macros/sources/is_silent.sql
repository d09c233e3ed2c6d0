{# True where a source has delivered nothing for at least a week and more than three times its usual gap; null where it has no usual gap. #}
{% macro is_silent(silent_days, usual_gap_days) -%}
    {{ silent_days }} >= 7 and {{ silent_days }} > 3 * {{ usual_gap_days }}
{%- endmacro %}
