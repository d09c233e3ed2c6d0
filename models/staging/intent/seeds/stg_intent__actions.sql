with actions as (
    {{ intent.checked_seed('intent_actions', var('intent_actions_seed', 'intent_actions')) }}
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

-- What to do with prospects whom one may write to stands with their segment.
given as (
    select
        segment_name,
        lifecycle,
        consent,
        recommended_action
    from actions
    union all
    select
        segment_name,
        'prospect' as lifecycle,
        'reachable' as consent,
        recommended_action
    from segments
),

-- A row for the segment wins over one for any.
ranked as (
    select
        segments.segment_name,
        given.lifecycle,
        given.consent,
        given.recommended_action,
        row_number() over (
            partition by segments.segment_name, given.lifecycle, given.consent
            order by case when given.segment_name = segments.segment_name then 1 else 2 end
        ) as choice
    from segments
    inner join given on given.segment_name in (segments.segment_name, 'any')
),

published as (
    select
        segment_name,
        lifecycle,
        consent,
        recommended_action
    from ranked
    where choice = 1
)

select * from published
