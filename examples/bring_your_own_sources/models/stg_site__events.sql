-- The events contract, column by column; what the log does not know is null. Times are read from strings by utc_timestamp: what
-- is no time becomes null, and the row is rejected and counted instead of stopping the build.
with site_log as (
    select * from {{ ref('site_log') }}
),

events as (
    select
        entry_id as event_id,
        'site' as source_name,
        case action when 'asked for a demo' then 'demo_requested' else 'page_viewed' end as event_name,
        page as event_target,
        'web' as channel,
        'email' as identifier_type,
        visitor_email as identifier_value,
        cast(null as varchar) as session_key,
        cast(null as bigint) as duration_seconds,
        cast(null as varchar) as campaign,
        cast(null as varchar) as referrer,
        cast(null as varchar) as user_agent,
        {{ intent.utc_timestamp('logged_at') }} as occurred_at,
        {{ intent.utc_timestamp('logged_at') }} as received_at,
        logged_at as raw_occurred_at
    from site_log
)

select * from events
