{% set string = intent.string_type() %}

with activity as (
    select * from {{ ref('int_source_activity') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

never_seen as (
    select * from {{ ref('int_missing_signals') }}
),

classified as (
    select
        activity.*,
        coalesce(signals.description || ' (' || activity.signal_name || ')', 'Anything') as subject,
        case
            when activity.signal_name = '(none)' then 'without_signal'
            when {{ intent.is_silent('activity.silent_days', 'activity.usual_gap_days') }} then 'silent'
            when activity.n_linked_events = 0 then 'without_people'
            else 'seen'
        end as status
    from activity
    left join signals on activity.signal_name = signals.signal_name
),

published as (
    select
        source_name,
        signal_name,
        status,
        case status
            when 'without_signal'
                then cast(n_events as {{ string }}) || ' events of ' || source_name || ' mean nothing: write rules for those that should count.'
            when 'silent'
                then subject || ' was last sent by ' || source_name || ' ' || cast(silent_days as {{ string }})
                    || ' days ago, and used to come every ' || cast(usual_gap_days as {{ string }}) || ' days: check the '
                    || case signal_name when '(all)' then 'sync.' else 'tracking.' end
            when 'without_people'
                then 'None of ' || cast(n_events as {{ string }}) || ' events of ' || source_name
                    || ' belongs to a known person: check that people are identified.'
            else 'Nothing to do.'
        end as finding,
        n_events,
        n_linked_events,
        n_active_days,
        {{ intent.from_micro_units(intent.share_micro('n_linked_events', 'n_events')) }} as linked_share,
        {{ intent.from_micro_units(intent.share_micro('n_events_last_28_days', '28')) }} as daily_events,
        cast(usual_gap_days as bigint) as usual_gap_days,
        silent_days,
        first_event_date,
        last_event_date,
        last_received_date
    from classified
    union all
    select
        source_name,
        signal_name,
        'never_seen' as status,
        finding,
        cast(0 as bigint) as n_events,
        cast(0 as bigint) as n_linked_events,
        cast(0 as bigint) as n_active_days,
        cast(null as decimal(18, 6)) as linked_share,
        cast(0 as decimal(18, 6)) as daily_events,
        cast(null as bigint) as usual_gap_days,
        cast(null as bigint) as silent_days,
        cast(null as date) as first_event_date,
        cast(null as date) as last_event_date,
        cast(null as date) as last_received_date
    from never_seen
)

select * from published
