with delivered as (
    select * from {{ ref('int_delivered_events') }}
),

-- Another list of blocked values judges every row anew.
blocked as (
    select coalesce(cast(sum({{ intent.row_fingerprint(['matches', 'blocked_value']) }}) as bigint), 0) as blocked_fingerprint
    from {{ ref('int_blocked_values') }}
),

days as (
    select
        source_name,
        received_date,
        count(*) as n_delivered,
        cast(sum({{ intent.row_fingerprint([
            'event_id', 'event_name', 'event_target', 'channel', 'identifier_type', 'identifier_value', 'session_key',
            'raw_occurred_at', 'occurred_at', 'received_at', 'duration_seconds',
        ]) }}) as bigint) as row_fingerprint
    from delivered
    group by source_name, received_date
),

published as (
    select
        days.source_name,
        days.received_date,
        days.n_delivered,
        days.row_fingerprint + blocked.blocked_fingerprint as input_fingerprint
    from days
    cross join blocked
)

select * from published
