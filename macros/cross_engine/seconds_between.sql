{# Seconds from one instant to a later one, as a number. #}
{% macro seconds_between(start_at, end_at) %}{{ return(adapter.dispatch('seconds_between', 'intent')(start_at, end_at)) }}{% endmacro %}

{% macro default__seconds_between(start_at, end_at) %}extract(epoch from ({{ end_at }} - {{ start_at }})){% endmacro %}

{% macro spark__seconds_between(start_at, end_at) %}((unix_micros({{ end_at }}) - unix_micros({{ start_at }})) / 1000000){% endmacro %}
