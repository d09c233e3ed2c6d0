{# True where a signal bucket may be seen on an as-of date: it has happened, was known, and has not been taken back. #}
{% macro is_visible_as_of(bucket, as_of_date) -%}
    (
        {{ bucket }}.occurred_date <= {{ as_of_date }}
        and {{ bucket }}.known_date <= {{ as_of_date }}
        and {{ bucket }}.retracted_date > {{ as_of_date }}
    )
{%- endmacro %}
