-- depends_on: {{ ref('int_spine_events') }}
with fingerprints as (
    select sum(input_fingerprint) as input_fingerprint
    from {{ ref('int_received_days') }}
    union all
    select 3 * sum({{ intent.row_fingerprint(['identifier_key', 'contact_id', 'linked_at']) }}) as input_fingerprint
    from {{ ref('int_identifier_owners') }}
    union all
    select 5 * sum({{ intent.row_fingerprint(['contact_id']) }}) as input_fingerprint
    from {{ ref('int_contacts') }}
    union all
    select 7 * sum({{ intent.row_fingerprint(['event_kind_key', 'signal_name']) }}) as input_fingerprint
    from {{ ref('int_event_kind_signals') }}
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
