{# A UTC instant from the microseconds since 1970; null outside the years 1 to 9999. #}
{% macro timestamp_from_micros(micros) -%}
    case when {{ micros }} between -62135596800000000 and 253402300799999999 then {{ adapter.dispatch('timestamp_from_micros', 'intent')(micros) }} end
{%- endmacro %}

{% macro default__timestamp_from_micros(micros) %}make_timestamp({{ micros }}){% endmacro %}

{% macro postgres__timestamp_from_micros(micros) -%}
    (timestamp '1970-01-01 00:00:00' + ({{ micros }}) * interval '1 microsecond')
{%- endmacro %}

{% macro spark__timestamp_from_micros(micros) %}timestamp_micros({{ micros }}){% endmacro %}
