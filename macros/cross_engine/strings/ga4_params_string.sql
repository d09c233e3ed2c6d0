{# GA4's nested list of parameters as one text, sorted, the same on every engine: the part of an event's key that tells two events of one instant apart. Fractions count to the millionth. #}
{% macro ga4_params_string(params) %}{{ return(adapter.dispatch('ga4_params_string', 'intent')(params)) }}{% endmacro %}

{% macro default__ga4_params_string(params) -%}
    array_to_string(list_sort(list_transform({{ params }}, lambda p: p.key || '=' || coalesce(
        p.value.string_value,
        cast(p.value.int_value as varchar),
        cast(try_cast(floor(coalesce(p.value.double_value, p.value.float_value) * 1000000 + 0.5) as bigint) as varchar),
        ''
    ))), '&')
{%- endmacro %}

{% macro spark__ga4_params_string(params) -%}
    array_join(array_sort(transform({{ params }}, p -> concat(p.key, '=', coalesce(
        p.value.string_value,
        cast(p.value.int_value as string),
        cast(try_cast(floor(coalesce(p.value.double_value, p.value.float_value) * 1000000 + 0.5) as bigint) as string),
        ''
    )))), '&')
{%- endmacro %}

{% macro postgres__ga4_params_string(params) -%}
    (
        select string_agg(pair, '&' order by pair collate "C")
        from (
            select (p ->> 'key') || '=' || coalesce(
                p -> 'value' ->> 'string_value',
                p -> 'value' ->> 'int_value',
                cast(floor(cast(coalesce(p -> 'value' ->> 'double_value', p -> 'value' ->> 'float_value') as numeric) * 1000000 + 0.5) as text),
                ''
            ) as pair
            from jsonb_array_elements(case jsonb_typeof({{ params }}) when 'array' then {{ params }} end) as params(p)
        ) as pairs
    )
{%- endmacro %}
