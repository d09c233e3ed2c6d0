with scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

contacts as (
    select * from {{ ref('intent_contacts') }}
),

published as (
    select
        scores.contact_id,
        scores.as_of_date,
        contacts.account_id,
        contacts.full_name,
        contacts.email,
        contacts.job_title,
        contacts.account_name,
        scores.scorecard_name,
        scores.segment_name as segment,
        scores.trend,
        scores.lifecycle,
        scores.recommended_action,
        scores.reason_1,
        scores.reason_2,
        scores.reason_3,
        scores.configuration_hash,
        {{ intent.from_micro_units('scores.points_micro') }} as points,
        scores.score,
        scores.percentile,
        scores.decile,
        scores.change_7_days,
        scores.change_14_days,
        scores.is_spiking,
        contacts.is_opted_out,
        scores.segment_since
    from scores
    inner join contacts on scores.contact_id = contacts.contact_id
)

select * from published
