with signals as (
    select * from {{ ref('int_current_contact_signals') }}
),

acts as (
    select * from {{ ref('int_current_signal_acts') }}
    where left_micro > 0 and fresh_micro > left_micro
),

contact_reasons as (
    select
        signals.contact_id,
        signals.signal_name,
        signals.tier,
        signals.reason,
        signals.points_micro,
        acts.left_micro,
        acts.fresh_micro
    from signals
    left join acts on signals.contact_id = acts.contact_id and signals.signal_name = acts.signal_name
),

faded as (
    select
        contact_id,
        cast(sum(fresh_micro - left_micro) as bigint) as faded_micro
    from acts
    group by contact_id
),

behaviour as (
    select
        behaviour.contact_id,
        behaviour.days_since_last_event_0 as silent_days,
        {{ intent.add_days('behaviour.as_of_date', '-behaviour.days_since_last_event_0') }} as last_active_date
    from {{ ref('int_contact_behaviour_as_of') }} as behaviour
    inner join {{ ref('int_latest_as_of_date') }} as as_of_dates on behaviour.as_of_date = as_of_dates.as_of_date
),

-- Acts that speak against the contact, silence of two weeks or more, and signals that lost more than half of their points. What a
-- learned scorecard takes away for other acts is nothing to tell a rep.
doubts as (
    select
        contact_id,
        signal_name,
        reason,
        -points_micro as effect_micro
    from contact_reasons
    where points_micro < 0 and tier = 'negative'
    union all
    select
        contact_id,
        signal_name,
        'Fading: ' || reason as reason,
        fresh_micro - left_micro as effect_micro
    from contact_reasons
    where points_micro > 0 and fresh_micro > 2 * left_micro and fresh_micro - left_micro >= 3000000
    union all
    select
        faded.contact_id,
        'silence' as signal_name,
        'Nothing since ' || behaviour.last_active_date as reason,
        faded.faded_micro as effect_micro
    from faded
    inner join behaviour on faded.contact_id = behaviour.contact_id
    where behaviour.silent_days >= 14
),

ranked as (
    select
        *,
        row_number() over (partition by contact_id order by effect_micro desc, case signal_name when 'silence' then 0 else 1 end, signal_name)
            as effect_rank
    from doubts
)

select * from ranked
