{% set most_halvings = 20 %}

with scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

contact_accounts as (
    select * from {{ ref('int_contact_accounts') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

people as (
    select
        contact_accounts.account_id,
        scores.contact_id,
        scores.as_of_date,
        scores.segment_name,
        scores.points_micro,
        scores.score,
        row_number() over (
            partition by contact_accounts.account_id
            order by scores.points_micro desc, scores.contact_id
        ) as person_rank
    from scores
    inner join contact_accounts on scores.contact_id = contact_accounts.contact_id
),

-- Each further person of an account counts half of the one before.
counted as (
    select
        *,
        case person_rank
            {%- for rank in range(1, most_halvings + 1) %}
            when {{ rank }} then {{ intent.integer_divide('greatest(points_micro, 0)', 2 ** (rank - 1)) }}
            {%- endfor %}
            else 0
        end as counted_points_micro
    from people
),

accounts as (
    select
        counted.account_id,
        counted.as_of_date,
        cast(sum(counted.counted_points_micro) as bigint) as points_micro,
        count(*) as n_people,
        sum(case when counted.score > 0 then 1 else 0 end) as n_active_people,
        sum(case when segments.segment_rank = 1 then 1 else 0 end) as n_high_intent_people,
        max(counted.score) as highest_contact_score,
        count(distinct contacts.seniority) as n_seniorities,
        count(distinct contacts.department) as n_departments,
        max(contacts.first_known_date) as newest_contact_date
    from counted
    inner join contacts on counted.contact_id = contacts.contact_id
    inner join segments on counted.segment_name = segments.segment_name
    group by counted.account_id, counted.as_of_date
),

published as (
    select
        *,
        {{ intent.score_from_points('points_micro') }} as score
    from accounts
)

select * from published
