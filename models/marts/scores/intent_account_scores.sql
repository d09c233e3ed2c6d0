with account_scores as (
    select * from {{ ref('int_account_scores') }}
),

published as (
    select
        account_id,
        as_of_date,
        {{ intent.from_micro_units('points_micro') }} as points,
        score,
        highest_contact_score,
        n_people,
        cast(n_active_people as bigint) as n_active_people,
        cast(n_high_intent_people as bigint) as n_high_intent_people,
        n_seniorities,
        n_departments,
        newest_contact_date
    from account_scores
)

select * from published
