{# Delivered rows (a CTE with the columns of int_delivered_events) with their normalised identifier and the reason for which a row is rejected, '' where it is not: the one place that validates an event. #}
{% macro validated_events(delivered, folds_plus) -%}
    with normalised as (
        select
            *,
            {{ intent.referrer_host('referrer') }} as referrer_host,
            {{ intent.normalised_identifier('identifier_type', 'identifier_value', folds_plus) }} as normalised_value
        from {{ delivered }}
    )

    select
        *,
        case
            when coalesce(filter_reason, '') <> '' then 'filtered out by its source'
            when {{ intent.is_null_like('event_id') }} then 'missing event id'
            when {{ intent.is_null_like('event_name') }} then 'missing event name'
            when {{ intent.is_oversize(['event_id', 'event_name', 'event_target', 'identifier_value']) }} then 'oversize value'
            when received_at is null then 'missing received time'
            when received_at < timestamp '1990-01-01 00:00:00' then 'received before 1990'
            when received_at >= timestamp '2100-01-01 00:00:00' then 'received in the future'
            when occurred_at is null and {{ intent.is_null_like('raw_occurred_at') }} then 'missing time'
            when occurred_at is null then 'unreadable time'
            when occurred_at < timestamp '1990-01-01 00:00:00' then 'time before 1990'
            when occurred_at > received_at + interval '1' day then 'time in the future'
            else {{ intent.identity_reject_reason('identifier_type', 'normalised_value') }}
        end as reject_reason
    from normalised
{%- endmacro %}
