with scores as (
    select * from {{ ref('intent_contact_scores') }}
    where email is not null and not is_opted_out and not is_held_out
),

contacts as (
    select * from {{ ref('int_contacts') }}
    where not is_gone
),

audiences as (
    select * from {{ ref('stg_intent__audiences') }}
),

published as (
    select distinct
        audiences.audience_name,
        scores.contact_id,
        scores.as_of_date,
        scores.email,
        {{ intent.sha256_hex('scores.email') }} as email_sha256,
        contacts.country,
        scores.segment,
        scores.lifecycle
    from scores
    inner join contacts on scores.contact_id = contacts.contact_id
    inner join audiences
        on audiences.segment_name in (scores.segment, 'any') and audiences.lifecycle in (scores.lifecycle, 'any')
)

select * from published
