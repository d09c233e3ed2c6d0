-- The file has no event ids: equal rows are separate events, distinguished by a number.
with events as (
    select
        contact_id,
        signal,
        event_ts,
        row_number() over (
            partition by contact_id, signal, event_ts
            order by contact_id
        ) as copy_number
    from {{ source('trial', 'events') }}
),

published as (
    select
        contact_id || '|' || signal || '|' || event_ts || '|' || copy_number as event_id,
        'trial' as source_name,
        signal as event_name,
        '' as event_target,
        'other' as channel,
        'crm_id' as identifier_type,
        'trial:' || contact_id as identifier_value,
        cast(null as varchar) as session_key,
        cast(null as bigint) as duration_seconds,
        cast(null as varchar) as campaign,
        cast(null as varchar) as referrer,
        cast(null as varchar) as user_agent,
        event_ts as occurred_at,
        event_ts as received_at,
        cast(event_ts as varchar) as raw_occurred_at
    from events
)

select * from published
