with accounts as (
    select * from {{ ref('int_current_account_scores') }}
),

published as (
    select
        account_id,
        as_of_date,
        account_name,
        domain,
        segment_name as segment,
        trend,
        lifecycle,
        recommended_action,
        reason,
        {{ intent.from_micro_units('points_micro') }} as points,
        score,
        change_14_days,
        highest_contact_score,
        n_people,
        n_active_people,
        n_high_intent_people,
        n_open_deals,
        n_departments,
        newest_contact_date
    from accounts
)

select * from published
