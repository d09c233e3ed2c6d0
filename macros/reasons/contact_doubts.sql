{# A select of what takes points away from each contact on each of some dates: acts that speak against it, silence of two weeks or more, and
   signals that lost more than half of their points. What a learned scorecard takes away for other acts is nothing to tell a rep. Acts are
   read twice rather than kept, so that an engine carries the date that is asked for into both readings. #}
{% macro contact_doubts(dates, signals) -%}
    with weighed as (
        select
            signals.as_of_date,
            signals.contact_id,
            signals.signal_name,
            case when signals.points_micro > 0 then 'Fading: ' else '' end || signals.reason as reason,
            case when signals.points_micro > 0 then acts.fresh_micro - acts.left_micro else -signals.points_micro end as effect_micro
        from {{ signals }} as signals
        left join ({{ intent.signal_acts(dates) }}) as acts
            on
                signals.as_of_date = acts.as_of_date
                and signals.contact_id = acts.contact_id
                and signals.signal_name = acts.signal_name
        where
            (signals.points_micro < 0 and signals.tier = 'negative')
            or (
                signals.points_micro > 0
                and acts.left_micro > 0
                and acts.fresh_micro > 2 * acts.left_micro
                and acts.fresh_micro - acts.left_micro >= 3000000
            )
        union all
        select
            acts.as_of_date,
            acts.contact_id,
            'silence' as signal_name,
            'Nothing since ' || max({{ intent.add_days('behaviour.as_of_date', '-behaviour.days_since_last_event_0') }}) as reason,
            cast(sum(acts.fresh_micro - acts.left_micro) as bigint) as effect_micro
        from ({{ intent.signal_acts(dates) }}) as acts
        inner join {{ ref('int_contact_behaviour_as_of') }} as behaviour
            on acts.as_of_date = behaviour.as_of_date and acts.contact_id = behaviour.contact_id
        where acts.left_micro > 0 and acts.fresh_micro > acts.left_micro and behaviour.days_since_last_event_0 >= 14
        group by acts.as_of_date, acts.contact_id
    )

    select
        *,
        row_number() over (
            partition by as_of_date, contact_id
            order by effect_micro desc, case signal_name when 'silence' then 0 else 1 end, signal_name
        ) as effect_rank
    from weighed
{%- endmacro %}
