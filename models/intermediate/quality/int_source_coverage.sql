{% set text = intent.text_type() %}

with rhythms as (
    select * from {{ ref('int_source_rhythms') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

never_seen as (
    select * from {{ ref('int_missing_signals') }}
),

-- Silent: more than three times the usual gap without an event, and at least a week.
judged as (
    select
        rhythms.*,
        coalesce(signals.description || ' (' || rhythms.signal_name || ')', 'Anything') as subject,
        case
            when rhythms.signal_name = '(none)' then 'without_signal'
            when rhythms.silent_days >= 7 and rhythms.silent_days > 3 * rhythms.usual_gap_days then 'silent'
            when rhythms.n_linked_events = 0 then 'without_people'
            else 'seen'
        end as status
    from rhythms
    left join signals on rhythms.signal_name = signals.signal_name
),

described as (
    select
        source_name,
        signal_name,
        status,
        case status
            when 'without_signal'
                then cast(n_events as {{ text }}) || ' events of ' || source_name || ' mean nothing: write rules for those that should count.'
            when 'silent'
                then subject || ' was last sent by ' || source_name || ' ' || cast(silent_days as {{ text }})
                    || ' days ago, and used to come every ' || cast(usual_gap_days as {{ text }}) || ' days: check the '
                    || case signal_name when '(all)' then 'sync.' else 'tracking.' end
            when 'without_people'
                then 'None of ' || cast(n_events as {{ text }}) || ' events of ' || source_name
                    || ' belongs to a known person: check that people are identified.'
            else 'Nothing to do.'
        end as finding,
        n_events,
        n_linked_events,
        n_active_days,
        n_events_last_28_days,
        usual_gap_days,
        silent_days,
        first_event_date,
        last_event_date,
        last_received_date
    from judged
),

published as (
    select * from described
    union all
    select
        source_name,
        signal_name,
        'never_seen' as status,
        finding,
        0 as n_events,
        0 as n_linked_events,
        0 as n_active_days,
        0 as n_events_last_28_days,
        cast(null as bigint) as usual_gap_days,
        cast(null as bigint) as silent_days,
        cast(null as date) as first_event_date,
        cast(null as date) as last_event_date,
        cast(null as date) as last_received_date
    from never_seen
)

select * from published
