{# The calendar day of a UTC instant in a time zone, by its IANA name. #}
{% macro business_date(instant, time_zone) -%}
    {{ 'cast(' ~ instant ~ ' as date)' if time_zone in ('', 'UTC') else adapter.dispatch('business_date', 'intent')(instant, time_zone) }}
{%- endmacro %}

{% macro default__business_date(instant, time_zone) -%}
    cast(({{ instant }}) at time zone 'UTC' at time zone '{{ time_zone }}' as date)
{%- endmacro %}

{% macro spark__business_date(instant, time_zone) %}cast(from_utc_timestamp({{ instant }}, '{{ time_zone }}') as date){% endmacro %}
