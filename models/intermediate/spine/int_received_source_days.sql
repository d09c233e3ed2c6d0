with delivered as (
    select * from {{ ref('int_delivered_events') }}
),

-- Another list of blocked values or of programs judges every row anew, and so does another way to read an email.
lists as (
    select {{ intent.row_fingerprint(['matches', 'blocked_value']) }} as line_fingerprint
    from {{ ref('stg_intent__blocked_identifiers') }}
    union all
    select 3 * {{ intent.row_fingerprint(['matches', 'pattern_like']) }} as line_fingerprint
    from {{ ref('stg_intent__bot_patterns') }}
    where matches = 'user_agent'
    union all
    select {{ 1 if var('intent_fold_plus_addresses') else 0 }} as line_fingerprint
),

judges as (
    select coalesce(cast(sum(line_fingerprint) as bigint), 0) as judge_fingerprint
    from lists
),

days as (
    select
        source_name,
        received_date,
        count(*) as n_delivered,
        cast(sum({{ intent.row_fingerprint([
            'event_id', 'event_name', 'event_target', 'channel', 'identifier_type', 'identifier_value', 'session_key',
            'raw_occurred_at', 'occurred_at', 'received_at', 'duration_seconds', 'user_agent',
        ]) }}) as bigint) as row_fingerprint
    from delivered
    group by source_name, received_date
),

published as (
    select
        days.source_name,
        days.received_date,
        days.n_delivered,
        days.row_fingerprint + judges.judge_fingerprint as input_fingerprint
    from days
    cross join judges
)

select * from published
