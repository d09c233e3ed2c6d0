{# A UTC instant from the microseconds since 1970. #}
{% macro timestamp_from_micros(micros) %}{{ return(adapter.dispatch('timestamp_from_micros', 'intent')(micros)) }}{% endmacro %}

{% macro default__timestamp_from_micros(micros) %}make_timestamp({{ micros }}){% endmacro %}

{% macro postgres__timestamp_from_micros(micros) -%}
    (timestamp '1970-01-01 00:00:00' + ({{ micros }}) * interval '1 microsecond')
{%- endmacro %}

{% macro spark__timestamp_from_micros(micros) %}timestamp_micros({{ micros }}){% endmacro %}
