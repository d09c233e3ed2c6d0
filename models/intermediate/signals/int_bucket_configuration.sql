with fingerprints as (
    select 3 * sum({{ intent.row_fingerprint([
            'rule_order', 'source_name_like', 'event_name_like', 'event_target_like', 'signal_name',
        ]) }}) as input_fingerprint
    from {{ ref('stg_intent__signal_rules') }}
    union all
    select 11 * sum({{ intent.row_fingerprint([
            'signal_name', 'from_signal_like', 'measure', 'scope', 'window_days', 'min_count', 'unless_signal_like',
        ]) }}) as input_fingerprint
    from {{ ref('stg_intent__composite_signals') }}
    union all
    -- What a signal is worth is no matter of the buckets: a changed weight leaves them alone.
    select 13 * sum({{ intent.row_fingerprint(['signal_name', 'channel', 'leak_risk', 'max_events_per_day']) }}) as input_fingerprint
    from {{ ref('stg_intent__signals') }}
),

published as (
    select cast(coalesce(sum(input_fingerprint), 0) as bigint) as input_fingerprint
    from fingerprints
)

select * from published
