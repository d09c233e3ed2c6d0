{{ intent.incremental_by(['as_of_date', 'scorecard_name'], fingerprints='int_score_fingerprints') }}
{%- set serving = intent.serving_scorecard('contacts.contact_id', 'champions', 'partitions.as_of_date') -%}
{%- set scored_by = "case partitions.scorecard_name when 'auto' then " ~ serving ~ " else partitions.scorecard_name end" %}

with partitions as (
    {{ intent.partitions_to_build(ref('int_score_fingerprints'), ['as_of_date', 'scorecard_name'], this, is_incremental()) }}
),

-- Not the view of both: a model less on the longest chain.
points as (
    {{ intent.points_of_all_scorecards([ref('int_given_points_as_of'), ref('int_learned_points_as_of')]) }}
),

-- Silent contacts are scored too, with the base of a learned scorecard, which everybody has, else 0: they are part of every baseline.
scored as (
    select
        partitions.as_of_date,
        partitions.input_fingerprint,
        contacts.contact_id,
        coalesce(sizes.deal_size_class, 'all') as deal_size_class,
        partitions.scorecard_name,
        {{ scored_by }} as scored_by,
        coalesce(behaviour.days_since_last_event_0, 1000) as days_since_last_event,
        coalesce(points.points_micro, coalesce(bases.base_points_micro, 0)) as points_micro,
        coalesce(points.deterministic_points_micro, 0) as deterministic_points_micro,
        points.recency_share_micro,
        coalesce(behaviour.active_days_0_to_6 >= spikes.rising_from, false)
        and coalesce(points.points_micro >= points.points_7_days_ago_micro, true) as is_spiking,
        case
            when behaviour.active_days_0_to_20 >= trends.rising_from then 'rising'
            when behaviour.active_days_0_to_20 <= trends.falling_to then 'falling'
            else 'flat'
        end as activity_trend,
        {{ intent.score_from_points('coalesce(points.points_micro, coalesce(bases.base_points_micro, 0))') }} as score,
        {{ intent.score_from_points('coalesce(points.points_7_days_ago_micro, coalesce(bases.base_points_micro, 0))') }} as score_7_days_ago,
        {{ intent.score_from_points('coalesce(points.points_14_days_ago_micro, coalesce(bases.base_points_micro, 0))') }} as score_14_days_ago
    from partitions
    inner join {{ ref('stg_intent__score_curves') }} as curve on curve.scored_for = 'contact'
    inner join {{ ref('int_champion_periods') }} as champions on partitions.as_of_date between champions.from_date and champions.last_date
    inner join {{ ref('int_known_contacts') }} as contacts on partitions.as_of_date >= contacts.first_known_date
    left join {{ ref('int_deal_size_periods') }} as sizes
        on
            sizes.subject = 'contact'
            and contacts.contact_id = sizes.subject_id
            and partitions.as_of_date between sizes.from_date and sizes.last_date
    left join points
        on partitions.as_of_date = points.as_of_date and contacts.contact_id = points.contact_id and {{ scored_by }} = points.scorecard_name
    left join {{ ref('int_learned_scorecards') }} as bases
        on
            {{ scored_by }} = bases.scorecard_name
            and partitions.as_of_date between bases.from_date and bases.last_date
            and bases.feature_name = 'base'
    left join {{ ref('int_contact_behaviour_as_of') }} as behaviour
        on partitions.as_of_date = behaviour.as_of_date and contacts.contact_id = behaviour.contact_id
    left join {{ ref('stg_intent__activity_bounds') }} as spikes
        on behaviour.active_days_7_to_27 = spikes.days_before and spikes.comparison = 'spike'
    left join {{ ref('stg_intent__activity_bounds') }} as trends
        on behaviour.active_days_21_to_104 = trends.days_before and trends.comparison = 'trend'
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
        ranked.is_spiking,
        ranked.activity_trend,
        ranked.scored_by,
        ranked.input_fingerprint
    from ranked
    inner join {{ ref('int_segment_lookup') }} as lookup
        on ranked.deal_size_class = lookup.deal_size_class and ranked.score = lookup.score and (ranked.trend = 'falling') = lookup.is_falling
)

select * from published
