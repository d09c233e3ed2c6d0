{{ config(materialized='view') }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with events as (
    {{ intent.union_contract(var('intent_event_models'), 'events') }}
),

published as (
    select
        -- A day that is none, as of a clock that runs wild, stands with those that are missing.
        case
            when received_at >= timestamp '1990-01-01 00:00:00' and received_at < timestamp '2100-01-01 00:00:00'
                then {{ intent.business_date('received_at', time_zone) }}
            else date '1970-01-01'
        end as received_date,
        coalesce(source_name, '') as source_name,
        event_id,
        coalesce(event_name, '') as event_name,
        coalesce(event_target, '') as event_target,
        coalesce(channel, '') as channel,
        coalesce(identifier_type, '') as identifier_type,
        identifier_value,
        session_key,
        {{ intent.campaign_name('campaign') }} as campaign,
        referrer,
        user_agent,
        raw_occurred_at,
        filter_reason,
        duration_seconds,
        received_at,
        occurred_at
    from events
)

select * from published
