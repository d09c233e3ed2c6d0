{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with feedback as (
    select * from {{ ref('int_delivered_feedback') }}
    where reject_reason = '' and copy_number = 1
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

notes as (
    select
        owners.contact_id,
        feedback.source_name,
        feedback.feedback_id,
        feedback.disposition,
        feedback.reason,
        feedback.noted_at,
        {{ intent.business_date('feedback.noted_at', time_zone) }} as noted_date
    from feedback
    inner join owners on feedback.identifier_key = owners.identifier_key
),

published as (
    select
        *,
        lead(noted_date) over (partition by contact_id order by noted_at, feedback_id desc, source_name desc) as next_noted_date
    from notes
)

select * from published
