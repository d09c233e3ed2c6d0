{# A UTC instant read from ISO 8601 text; `Z` and offsets are shifted to UTC; null where the text is no instant. #}
{% macro utc_timestamp(text_value) %}{{ return(adapter.dispatch('utc_timestamp', 'intent')(text_value)) }}{% endmacro %}

{% macro default__utc_timestamp(text_value) -%}
    case
        when regexp_matches({{ text_value }}, '^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z?$')
            then try_cast(replace({{ text_value }}, 'Z', '') as timestamp)
        when regexp_matches({{ text_value }}, '^\d{4}-\d{2}-\d{2}$')
            then try_cast({{ text_value }} as timestamp)
        when regexp_matches({{ text_value }}, '^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?[+-](0\d|1[0-4]):?[0-5]\d$')
            then cast(try_cast({{ text_value }} as timestamptz) at time zone 'UTC' as timestamp)
    end
{%- endmacro %}

{# Spark reads no offset without a colon. #}
{% macro spark__utc_timestamp(text_value) -%}
    case
        when {{ text_value }} rlike '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?)?$'
            then try_cast(regexp_replace({{ text_value }}, '([+-][0-9]{2})([0-9]{2})$', '$1:$2') as timestamp)
    end
{%- endmacro %}
