{%- set most_people = 20 -%}

with scores as (
    select
        scores.as_of_date,
        scores.contact_id,
        scores.score,
        scores.points_micro,
        scores.place,
        segments.segment_name
    from {{ ref('int_contact_scores_as_of') }} as scores
    inner join {{ ref('int_latest_as_of_date') }} as as_of_dates on scores.as_of_date = as_of_dates.as_of_date
    inner join {{ ref('int_contact_segments_as_of') }} as segments
        on scores.as_of_date = segments.as_of_date and scores.contact_id = segments.contact_id
    where scores.scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

points as (
    select * from {{ ref('int_contact_points_as_of') }}
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
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
        segments.segment_rank,
        {{ intent.consent_of('contacts') }} as consent,
        contacts.first_known_date,
        scores.score,
        greatest(scores.points_micro, 0) as points_micro,
        greatest(coalesce(points.points_14_days_ago_micro, 0), 0) as points_14_days_ago_micro,
        row_number() over (partition by contact_accounts.account_id order by scores.place) as person_rank,
        row_number() over (
            partition by contact_accounts.account_id
            order by coalesce(points.points_14_days_ago_micro, 0) desc, scores.contact_id
        ) as person_rank_14_days_ago
    from scores
    inner join {{ ref('int_contact_accounts') }} as contact_accounts on scores.contact_id = contact_accounts.contact_id
    inner join segments on scores.segment_name = segments.segment_name
    inner join contacts on scores.contact_id = contacts.contact_id
    left join points on scores.as_of_date = points.as_of_date and scores.contact_id = points.contact_id
),

-- Each further person of an account counts a share of the one before; three steps at a time, so that no product is too large.
accounts as (
    select
        people.account_id,
        people.as_of_date,
        {%- for days_ago in ['', '_14_days_ago'] %}
        cast(sum(case people.person_rank{{ days_ago }}
            {%- for rank in range(1, most_people + 1) %}
            when {{ rank }} then {{ intent.shared_points('people.points' ~ days_ago ~ '_micro', 'limits.colleague_share_percent', rank - 1) }}
            {%- endfor %}
            else 0
        end) as bigint) as points{{ days_ago }}_micro,
        {%- endfor %}
        max(case when people.person_rank = 1 then people.contact_id end) as first_contact_id,
        min(people.segment_rank) as best_segment_rank,
        max(people.consent) as consent,
        count(*) as n_people,
        sum(case when people.score > 0 then 1 else 0 end) as n_active_people,
        sum(case when people.segment_rank = 1 then 1 else 0 end) as n_high_intent_people,
        max(people.score) as highest_contact_score,
        max(people.first_known_date) as newest_contact_date
    from people
    cross join {{ ref('stg_intent__score_limits') }} as limits
    group by people.account_id, people.as_of_date
),

scored as (
    select
        accounts.*,
        {{ intent.score_from_points('accounts.points_micro') }} as score,
        {{ intent.score_from_points('accounts.points_14_days_ago_micro') }} as score_14_days_ago
    from accounts
    inner join {{ ref('stg_intent__score_curves') }} as curve on curve.scored_for = 'account'
),

published as (
    select
        *,
        score - score_14_days_ago as change_14_days
    from scored
)

select * from published
