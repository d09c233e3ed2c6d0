{{ intent.incremental_by(['as_of_date', 'scorecard_name'], fingerprints='int_score_fingerprints') }}
{%- set serving = intent.serving_scorecard('people.contact_id', 'champions', 'partitions.as_of_date') -%}
{%- set scored_by = "case partitions.scorecard_name when 'auto' then " ~ serving ~ " else partitions.scorecard_name end" %}

with partitions as (
    {{ intent.partitions_to_build(ref('int_score_fingerprints'), ['as_of_date', 'scorecard_name'], this, is_incremental()) }}
),

-- Not the view of both: a model less on the longest chain.
points as (
    {{ intent.points_of_all_scorecards([ref('int_given_points_as_of'), ref('int_learned_points_as_of')]) }}
),

behaviour as (
    {{ intent.activity_trends(ref('int_contact_behaviour_as_of'), ref('stg_intent__activity_bounds')) }}
),

-- What is the same by every scorecard is found once for a contact and date.
people as (
    select
        dates.as_of_date,
        contacts.contact_id,
        coalesce(sizes.deal_size_class, 'all') as deal_size_class,
        coalesce(behaviour.days_since_last_event_0, 1000) as days_since_last_event,
        coalesce(behaviour.is_spiking, false) as is_spiking,
        coalesce(behaviour.activity_trend, 'flat') as activity_trend
    from (select distinct as_of_date from partitions) as dates
    inner join {{ ref('int_known_contacts') }} as contacts on dates.as_of_date >= contacts.first_known_date
    left join {{ ref('int_deal_size_periods') }} as sizes
        on sizes.subject = 'contact' and contacts.contact_id = sizes.subject_id and dates.as_of_date between sizes.from_date and sizes.last_date
    left join behaviour on dates.as_of_date = behaviour.as_of_date and contacts.contact_id = behaviour.contact_id
),

-- Silent contacts are scored too, with the base of a learned scorecard, which everybody has, else 0: they are part of every baseline.
scored as (
    select
        people.*,
        partitions.input_fingerprint,
        partitions.scorecard_name,
        {{ scored_by }} as scored_by,
        coalesce(points.points_micro, coalesce(base.base_points_micro, 0)) as points_micro,
        coalesce(points.deterministic_points_micro, 0) as deterministic_points_micro,
        points.recency_share_micro,
        coalesce(points.points_micro >= points.points_7_days_ago_micro, true) as is_not_falling,
        {{ intent.score_from_points('coalesce(points.points_micro, coalesce(base.base_points_micro, 0))') }} as score,
        {{ intent.score_from_points('coalesce(points.points_7_days_ago_micro, coalesce(base.base_points_micro, 0))') }} as score_7_days_ago,
        {{ intent.score_from_points('coalesce(points.points_14_days_ago_micro, coalesce(base.base_points_micro, 0))') }} as score_14_days_ago
    from partitions
    inner join people on partitions.as_of_date = people.as_of_date
    inner join {{ ref('int_champion_periods') }} as champions on partitions.as_of_date between champions.from_date and champions.last_date
    inner join {{ ref('stg_intent__score_curves') }} as curve on curve.scored_for = 'contact'
    left join points
        on people.as_of_date = points.as_of_date and people.contact_id = points.contact_id and {{ scored_by }} = points.scorecard_name
    left join {{ ref('int_learned_scorecards') }} as base
        on {{ scored_by }} = base.scorecard_name and base.feature_name = 'base' and people.as_of_date between base.from_date and base.last_date
),

-- Sorted once, by the longer order. Equal points share a percentile, never a place: the one active later first, then by id, a hash.
ranked as (
    select
        scored.*,
        {{ intent.trend_from_change('scored.score - scored.score_14_days_ago') }} as trend,
        count(*) over (partition by as_of_date, scorecard_name order by points_micro desc) as n_as_high,
        row_number() over (partition by as_of_date, scorecard_name order by points_micro desc, days_since_last_event, contact_id) as place,
        count(*) over (partition by as_of_date, scorecard_name) as n_all_contacts
    from scored
    cross join {{ ref('stg_intent__score_limits') }} as limits
),

published as (
    select
        ranked.as_of_date,
        ranked.contact_id,
        ranked.scorecard_name,
        ranked.deal_size_class,
        lookup.segment_name,
        ranked.trend,
        ranked.points_micro,
        ranked.deterministic_points_micro,
        ranked.points_micro - ranked.deterministic_points_micro as probabilistic_points_micro,
        ranked.recency_share_micro,
        ranked.score,
        cast({{ intent.integer_divide('100 * (ranked.n_all_contacts - ranked.n_as_high)', 'ranked.n_all_contacts') }} as integer) as percentile,
        cast({{ intent.tenth('ranked.place', 'ranked.n_all_contacts') }} as integer) as decile,
        ranked.place,
        ranked.score - ranked.score_7_days_ago as change_7_days,
        ranked.score - ranked.score_14_days_ago as change_14_days,
        ranked.is_spiking and ranked.is_not_falling as is_spiking,
        ranked.activity_trend,
        ranked.scored_by,
        ranked.input_fingerprint
    from ranked
    inner join {{ ref('int_segment_lookup') }} as lookup
        on ranked.deal_size_class = lookup.deal_size_class and ranked.score = lookup.score and (ranked.trend = 'falling') = lookup.is_falling
)

select * from published
