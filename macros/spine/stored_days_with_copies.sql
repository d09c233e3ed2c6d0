{# The stored rows of the unchanged days that hold a copy of an event of a changed day, or an event that shares its key, with the status that a row keeps or '' where a copy makes it open again: a changed row may make the copy on another day the earliest one, or no longer the earliest. #}
{% macro stored_days_with_copies(stored_relation, arrivals) -%}
    {%- set hashed = intent.hashed_event_key('event_key') -%}
    with changed_days as (
        {{ intent.changed_partitions(ref('int_received_days'), stored_relation, 'received_date') }}
    ),

    touched_keys as (
        select event_key from {{ arrivals }}
        union
        select {{ hashed }} as event_key from {{ stored_relation }}
        where received_date in (select received_date from changed_days)
    ),

    days_with_copies as (
        select distinct received_date
        from {{ stored_relation }}
        where
            row_status <> 'rejected'
            and {{ hashed }} in (select event_key from touched_keys)
            and received_date not in (select received_date from changed_days)
    )

    select
        received_date,
        case when {{ hashed }} in (select event_key from touched_keys) then {{ hashed }} else event_key end as event_key,
        event_check,
        event_kind_key,
        identifier_key,
        session_key,
        campaign,
        reject_reason,
        rejected_row,
        duration_seconds,
        received_at,
        occurred_at,
        occurred_date,
        case when {{ hashed }} in (select event_key from touched_keys) then '' else row_status end as settled_status
    from {{ stored_relation }}
    where received_date in (select received_date from days_with_copies)
{%- endmacro %}
