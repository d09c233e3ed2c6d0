-- The file has no event ids: equal rows are separate events, distinguished by a number. identifier_value is contact_id in a form
-- that no rule about CRM records reads as something else; event_name is the same of signal.
with events as (
    select
        identifier_value,
        event_name,
        event_ts,
        row_number() over (
            partition by identifier_value, event_name, event_ts
            order by identifier_value
        ) as copy_number
    from {{ source('trial', 'events') }}
),

published as (
    select
        identifier_value || '|' || event_name || '|' || event_ts || '|' || copy_number as event_id,
        'trial' as source_name,
        event_name,
        '' as event_target,
        'other' as channel,
        'crm_id' as identifier_type,
        identifier_value,
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
