{%- set most_people = 20 -%}
{%- set champion = intent.string_literal(var("intent_champion_scorecard")) %}

with segments as (
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
    from {{ ref('int_contact_scores_as_of') }} as scores
    inner join {{ ref('int_contact_segments_as_of') }} as contact_segments
        on scores.as_of_date = contact_segments.as_of_date and scores.contact_id = contact_segments.contact_id
    inner join segments on contact_segments.segment_name = segments.segment_name
    inner join {{ ref('int_account_people_as_of') }} as account_people
        on scores.as_of_date = account_people.as_of_date and scores.contact_id = account_people.contact_id
    left join {{ ref('int_contact_points_as_of') }} as points
        on scores.as_of_date = points.as_of_date and scores.contact_id = points.contact_id and points.scorecard_name = {{ champion }}
    where scores.scorecard_name = {{ champion }}
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
        cast(sum(case when people.score > 0 then 1 else 0 end) as bigint) as n_active_people,
        cast(sum(case when people.segment_rank = 1 then 1 else 0 end) as bigint) as n_high_intent_people,
        cast(sum(case when people.lifecycle = 'prospect' then 1 else 0 end) as bigint) as n_prospects,
        cast(sum(case when people.lifecycle = 'customer' then 1 else 0 end) as bigint) as n_customers,
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

changed as (
    select
        scored.*,
        scored.score - scored.score_14_days_ago as change_14_days,
        {{ intent.trend_from_change('scored.score - scored.score_14_days_ago') }} as trend
    from scored
    cross join {{ ref('stg_intent__score_limits') }} as limits
),

-- No account is in a better segment than the best of its people: one Cold person never makes an account High Intent.
published as (
    select
        changed.*,
        greatest(segments.segment_rank, changed.best_segment_rank) as segment_rank
    from changed
    left join {{ ref('int_deal_size_periods') }} as sizes
        on
            sizes.subject = 'account'
            and changed.account_id = sizes.subject_id
            and changed.as_of_date between sizes.from_date and sizes.last_date
    inner join {{ ref('int_segment_lookup') }} as lookup
        on
            coalesce(sizes.deal_size_class, 'all') = lookup.deal_size_class
            and changed.score = lookup.score
            and (changed.trend = 'falling') = lookup.is_falling
    inner join segments on lookup.segment_name = segments.segment_name
)

select * from published
