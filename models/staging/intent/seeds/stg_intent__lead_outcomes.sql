with outcomes as (
    {{ intent.checked_seed('intent_lead_outcomes', var('intent_lead_outcomes_seed', 'intent_lead_outcomes')) }}
),

ranked as (
    select
        source_name,
        {{ intent.compared_status('status') }} as compared_status,
        outcome,
        row_number() over (
            partition by source_name, {{ intent.compared_status('status') }}
            order by case outcome when 'disqualified' then 1 when 'lost' then 2 when 'converted' then 3 else 4 end, status
        ) as spelling_rank
    from outcomes
),

published as (
    select
        source_name,
        compared_status,
        outcome
    from ranked
    where spelling_rank = 1
)

select * from published
