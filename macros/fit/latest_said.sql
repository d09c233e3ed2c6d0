{# What the latest row up to this one says of a column of strings, by a running number of ten digits; null where none has said
   anything. Not `ignore nulls`: PostgreSQL has none. #}
{% macro latest_said(column, nth, partition_column) -%}
    substr(max(case when {{ column }} is not null then cast({{ nth }} as {{ intent.string_type() }}) || {{ column }} end) over (
        partition by {{ partition_column }}
        order by {{ nth }}
        rows between unbounded preceding and current row
    ), 11)
{%- endmacro %}
