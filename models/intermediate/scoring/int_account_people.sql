{% set most_halvings = 20 %}

with scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

contact_accounts as (
    select * from {{ ref('int_contact_accounts') }}
),

ranked as (
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
published as (
    select
        *,
        case person_rank
            {%- for rank in range(1, most_halvings + 1) %}
            when {{ rank }} then {{ intent.integer_divide('greatest(points_micro, 0)', 2 ** (rank - 1)) }}
            {%- endfor %}
            else 0
        end as counted_points_micro
    from ranked
)

select * from published
