{# The rows of a relation that a table partitioned by received day has to read: all of them, or on an incremental run those of the days that changed since it was stored. The two bounds let an engine skip what it stores of other times; a day of another time zone than UTC lies within a day of them. #}
{% macro received_rows_to_read(relation, stored_relation, is_incremental_run, time_zone) -%}
    {%- set is_utc = time_zone in ('', 'UTC') -%}
    {%- set first_day = "coalesce(min(received_date), date '9999-12-31')" -%}
    {%- set first_day = first_day if is_utc else intent.add_days(first_day, '-1') -%}
    {%- if is_incremental_run -%}
    with changed_days as (
        {{ intent.changed_partitions(ref('int_received_days'), stored_relation, 'received_date') }}
    ),

    changed_rows as (
        select * from {{ relation }}
        where
            received_at >= (select cast({{ first_day }} as timestamp) from changed_days)
            and received_at >= timestamp '1990-01-01 00:00:00'
            and received_at < timestamp '2100-01-01 00:00:00'
            and received_at < (select cast({{ intent.add_days('max(received_date)', '1' if is_utc else '2') }} as timestamp) from changed_days)
            and received_date in (select received_date from changed_days)
        union all
        select * from {{ relation }}
        where
            (received_at is null or received_at < timestamp '1990-01-01 00:00:00' or received_at >= timestamp '2100-01-01 00:00:00')
            and received_date in (select received_date from changed_days)
    )

    select * from changed_rows {{ intent.where_read_once() }}
    {%- else -%}
    select * from {{ relation }} {{ intent.where_read_once() }}
    {%- endif -%}
{%- endmacro %}
