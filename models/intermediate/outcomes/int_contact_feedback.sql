with feedback as (
    select * from {{ ref('int_delivered_feedback') }}
    where reject_reason = '' and copy_number = 1
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

ranked as (
    select
        owners.contact_id,
        feedback.disposition,
        feedback.reason,
        feedback.noted_at,
        row_number() over (
            partition by owners.contact_id
            order by feedback.noted_at desc, feedback.feedback_id, feedback.source_name
        ) as recency_rank
    from feedback
    inner join owners on feedback.identifier_key = owners.identifier_key
),

latest as (
    select
        contact_id,
        disposition,
        reason,
        noted_at
    from ranked
    where recency_rank = 1
)

select * from latest
