{# The value of a key in GA4's nested list of parameters as a string; null where the event has no such parameter. #}
{% macro ga4_param(params, key) %}{{ return(adapter.dispatch('ga4_param', 'intent')(params, key)) }}{% endmacro %}

{% macro default__ga4_param(params, key) -%}
    list_transform(
        list_filter({{ params }}, lambda p: p.key = '{{ key }}'), lambda p: coalesce(p.value.string_value, cast(p.value.int_value as varchar))
    )[1]
{%- endmacro %}

{% macro spark__ga4_param(params, key) -%}
    get(transform(filter({{ params }}, p -> p.key = '{{ key }}'), p -> coalesce(p.value.string_value, cast(p.value.int_value as string))), 0)
{%- endmacro %}

{# There a copy of the export is a list in JSON. #}
{% macro postgres__ga4_param(params, key) -%}
    (
        select coalesce(p -> 'value' ->> 'string_value', p -> 'value' ->> 'int_value')
        from jsonb_array_elements(case jsonb_typeof({{ params }}) when 'array' then {{ params }} end) as params(p)
        where p ->> 'key' = '{{ key }}'
        limit 1
    )
{%- endmacro %}
