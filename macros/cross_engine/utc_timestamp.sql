{# A UTC instant read from an ISO 8601 string; `Z` and offsets are shifted to UTC; null where the string is no instant. #}
{% macro utc_timestamp(string_value) %}{{ return(adapter.dispatch('utc_timestamp', 'intent')(string_value)) }}{% endmacro %}

{% macro default__utc_timestamp(string_value) -%}
    case
        when {{ string_value }} like '0000%' then null
        when regexp_matches({{ string_value }}, '^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z?$')
            then try_cast(replace({{ string_value }}, 'Z', '') as timestamp)
        when regexp_matches({{ string_value }}, '^\d{4}-\d{2}-\d{2}$')
            then try_cast({{ string_value }} as timestamp)
        when regexp_matches({{ string_value }}, '^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?[+-](0\d|1[0-4]):?[0-5]\d$')
            then cast(try_cast({{ string_value }} as timestamptz) at time zone 'UTC' as timestamp)
    end
{%- endmacro %}

{# Spark wants seconds before an offset and a colon in it, and knows neither 24:00 nor that there was no year 0. #}
{% macro spark__utc_timestamp(string_value) -%}
    {%- set clock = "(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?|24:00(:00([.]0{1,9})?)?)" -%}
    {%- set without_24 = "regexp_replace(" ~ string_value ~ ", '(?<=[ T])24:', '00:')" -%}
    {%- set with_seconds = "regexp_replace(" ~ without_24 ~ ", '^(.{16})(Z|[+-]|$)', '$1:00$2')" -%}
    {%- set with_colon = "regexp_replace(" ~ with_seconds ~ ", '(:.*[+-][0-9]{2})([0-9]{2})$', '$1:$2')" -%}
    case
        when {{ string_value }} not like '0000%'
            and {{ string_value }} rlike '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]{{ clock }}(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?)?$'
            then try_cast({{ with_colon }} as timestamp)
                + case when {{ string_value }} rlike '[ T]24:' then interval '1' day else interval '0' day end
    end
{%- endmacro %}

{# No safe cast there: the patterns let only true calendar days through, and nothing finer than a microsecond. #}
{% macro postgres__utc_timestamp(string_value) -%}
    {%- set day = "([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
        ~ "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)" -%}
    {%- set clock = "(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?|24:00(:00([.]0{1,9})?)?)" -%}
    {%- set in_microseconds = "regexp_replace(" ~ string_value ~ ", '([.][0-9]{6})[0-9]+', '\\1')" -%}
    case
        when {{ string_value }} like '0000%' then null
        when {{ string_value }} ~ '^{{ day }}([ T]{{ clock }}Z?)?$'
            then cast(replace({{ in_microseconds }}, 'Z', '') as timestamp)
        when {{ string_value }} ~ '^{{ day }}[ T]{{ clock }}[+-](0[0-9]|1[0-4]):?[0-5][0-9]$'
            then cast(cast({{ in_microseconds }} as timestamptz) at time zone 'UTC' as timestamp)
    end
{%- endmacro %}
