{% set most_halvings = 20 %}
{% set champion = intent.string_literal(var("intent_champion_scorecard")) %}

with scores as (
    select
        scores.as_of_date,
        scores.contact_id,
        scores.score,
        scores.points_micro,
        scores.place,
        segments.segment_name
    from {{ ref('int_contact_scores_as_of') }} as scores
    inner join {{ ref('int_contact_segments_as_of') }} as segments
        on scores.as_of_date = segments.as_of_date and scores.contact_id = segments.contact_id
    where scores.scorecard_name = {{ champion }}
),

account_people as (
    select * from {{ ref('int_account_people_as_of') }}
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

people as (
    select
        account_people.*,
        segments.segment_rank,
        scores.score,
        greatest(scores.points_micro, 0) as points_micro,
        greatest(coalesce(points.points_14_days_ago_micro, 0), 0) as points_14_days_ago_micro,
        row_number() over (partition by scores.as_of_date, account_people.account_id order by scores.place) as person_rank,
        row_number() over (
            partition by scores.as_of_date, account_people.account_id
            order by coalesce(points.points_14_days_ago_micro, 0) desc, scores.contact_id
        ) as person_rank_14_days_ago
    from scores
    inner join account_people on scores.as_of_date = account_people.as_of_date and scores.contact_id = account_people.contact_id
    inner join segments on scores.segment_name = segments.segment_name
    left join {{ ref('int_contact_points_as_of') }} as points
        on scores.as_of_date = points.as_of_date and scores.contact_id = points.contact_id and points.scorecard_name = {{ champion }}
),

-- Each further person of an account counts half of the one before.
accounts as (
    select
        people.account_id,
        people.as_of_date,
        {%- for days_ago in ['', '_14_days_ago'] %}
        cast(sum(case people.person_rank{{ days_ago }}
            {%- for rank in range(1, most_halvings + 1) %}
            when {{ rank }} then {{ intent.integer_divide('people.points' ~ days_ago ~ '_micro', 2 ** (rank - 1)) }}
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
        sum(case when people.lifecycle = 'prospect' then 1 else 0 end) as n_prospects,
        sum(case when people.lifecycle = 'customer' then 1 else 0 end) as n_customers,
        max(people.score) as highest_contact_score,
        max(people.first_known_date) as newest_contact_date
    from people
    group by people.account_id, people.as_of_date
),

scored as (
    select
        *,
        {{ intent.account_score_from_points('points_micro') }} as score,
        {{ intent.account_score_from_points('points_14_days_ago_micro') }} as score_14_days_ago
    from accounts
),

changed as (
    select
        *,
        score - score_14_days_ago as change_14_days,
        {{ intent.trend_from_change('score - score_14_days_ago') }} as trend
    from scored
),

-- No account is in a better segment than the best of its people: one Cold person never makes an account High Intent.
published as (
    select
        changed.*,
        greatest(segments.segment_rank, changed.best_segment_rank) as segment_rank
    from changed
    inner join {{ ref('int_segment_lookup') }} as segment_lookup
        on changed.score = segment_lookup.score and (changed.trend = 'falling') = segment_lookup.is_falling
    inner join segments on segment_lookup.segment_name = segments.segment_name
)

select * from published
