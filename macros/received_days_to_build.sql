{# The received days that the spine has to build: changed ones, and days that share an event with a changed one, because a row of a changed day may make a copy on another day the earliest one, or no longer the earliest. #}
{% macro received_days_to_build(stored_relation) -%}
    with changed_days as (
        {{ intent.changed_slices(ref('int_received_days'), stored_relation, 'received_date') }}
    ),

    touched_keys as (
        select event_key
        from {{ stored_relation }}
        where received_date in (select received_date from changed_days)
        union
        select event_key
        from {{ ref('int_keyed_events') }}
        where received_date in (select received_date from changed_days)
    )

    select received_date from changed_days
    union
    select received_date
    from {{ stored_relation }}
    where row_status <> 'rejected' and event_key in (select event_key from touched_keys)
{%- endmacro %}
