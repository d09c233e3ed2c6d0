{# Which four weeks a date lies in, counted from a fixed Monday: calibration is renewed at the start of each. #}
{% macro calibration_fold(date) -%}
    {{ intent.integer_divide(intent.days_between("date '2000-01-03'", date), 28) }}
{%- endmacro %}
