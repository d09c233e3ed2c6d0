with people as (
    select * from {{ ref('int_account_people') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

accounts as (
    select
        people.account_id,
        people.as_of_date,
        cast(sum(people.counted_points_micro) as bigint) as points_micro,
        count(*) as n_people,
        sum(case when people.score > 0 then 1 else 0 end) as n_active_people,
        sum(case when segments.segment_rank = 1 then 1 else 0 end) as n_high_intent_people,
        max(people.score) as highest_contact_score,
        count(distinct contacts.seniority) as n_seniorities,
        count(distinct contacts.department) as n_departments,
        max(contacts.first_known_date) as newest_contact_date
    from people
    inner join contacts on people.contact_id = contacts.contact_id
    inner join segments on people.segment_name = segments.segment_name
    group by people.account_id, people.as_of_date
),

published as (
    select
        *,
        {{ intent.score_from_points('points_micro') }} as score
    from accounts
)

select * from published
