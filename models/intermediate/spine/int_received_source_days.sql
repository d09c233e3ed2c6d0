with delivered as (
    select * from {{ ref('int_delivered_events') }}
),

days as (
    select
        source_name,
        received_date,
        count(*) as n_delivered,
        cast(sum({{ intent.row_fingerprint([
            'event_id', 'event_name', 'event_target', 'channel', 'identifier_type', 'raw_identifier_value', 'session_key',
            'raw_occurred_at', 'occurred_at', 'received_at', 'reject_reason',
        ]) }}) as bigint) as input_fingerprint
    from delivered
    group by source_name, received_date
)

select * from days
