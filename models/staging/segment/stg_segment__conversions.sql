{{ config(enabled=intent.is_connector_on('segment')) }}

with tracks as (
    select * from {{ ref('stg_segment__tracks') }}
),

-- Track calls named as a ready definition are that conversion; a call that was sent twice converts once.
conversions as (
    select
        'segment' as source_name,
        id as conversion_id,
        event as conversion_name,
        'converted' as outcome,
        case when nullif(user_id, '') is null then 'anonymous_id' else 'user_id' end as identifier_type,
        coalesce(nullif(user_id, ''), anonymous_id) as identifier_value,
        min(timestamp) as converted_at,
        {{ intent.null_columns('conversions', ['amount', 'currency', 'home_amount']) }}
    from tracks
    where event in ('demo_booked', 'trial_started')
        and event in ({{ intent.chosen_conversions('segment', var('intent_conversions')) | join(', ') }})
    group by id, event, user_id, anonymous_id
)

select * from conversions
