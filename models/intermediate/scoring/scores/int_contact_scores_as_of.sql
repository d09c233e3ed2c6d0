{{ intent.incremental_by(['as_of_date', 'scorecard_name'], fingerprints='int_score_fingerprints') }}
{%- set serving = intent.serving_scorecard('people.contact_id', 'scorecards', 'scorecards.as_of_date') -%}
{%- set scored_by = "case scorecards.scorecard_name when 'auto' then " ~ serving ~ " else scorecards.scorecard_name end" -%}
{%- set trend = intent.trend_from_change('ranked.score - ranked.score_14_days_ago') -%}
{%- set moments = ['', '_7_days_ago', '_14_days_ago'] %}

with partitions as (
    {{ intent.partitions_to_build(ref('int_score_fingerprints'), ['as_of_date', 'scorecard_name'], this, is_incremental()) }}
),

-- Written down where rows are few, because DuckDB would look up the base, which everybody has by a learned scorecard, for each contact.
scorecards as {{ intent.materialized() }} (
    {{ intent.scorecards_in_force('partitions', ref('int_champion_periods'), ref('int_learned_scorecards')) }}
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
    left join ({{ intent.activity_trends(ref('int_contact_behaviour_as_of'), ref('stg_intent__activity_bounds')) }}) as behaviour
        on dates.as_of_date = behaviour.as_of_date and contacts.contact_id = behaviour.contact_id
),

scored as (
    select
        people.*,
        scorecards.input_fingerprint,
        scorecards.scorecard_name,
        {{ scored_by }} as scored_by,
        case {{ scored_by }} when scorecards.challenger_name then scorecards.challenger_base_micro else scorecards.base_micro end as base_micro
    from scorecards
    inner join people on scorecards.as_of_date = people.as_of_date
),

-- Silent contacts are scored too, by the base alone: they are part of every baseline. Not the view of all points, one model further on.
weighed as (
    select
        scored.*,
        {%- for days_ago in moments %}
        coalesce(points.points{{ days_ago }}_micro, scored.base_micro) as points{{ days_ago }}_micro,
        {%- endfor %}
        coalesce(points.deterministic_points_micro, 0) as deterministic_points_micro,
        points.recency_share_micro
    from scored
    left join ({{ intent.points_of_all_scorecards([ref('int_given_points_as_of'), ref('int_learned_points_as_of')]) }}) as points
        on scored.as_of_date = points.as_of_date and scored.contact_id = points.contact_id and scored.scored_by = points.scorecard_name
),

-- Sorted once, by the longer order. Equal points share a percentile, never a place: the one active later first, then by id, a hash.
ranked as (
    select
        weighed.*,
        {%- for days_ago in moments %}
        {{ intent.score_from_points('weighed.points' ~ days_ago ~ '_micro') }} as score{{ days_ago }},
        {%- endfor %}
        count(*) over (partition by as_of_date, scorecard_name order by points_micro desc) as n_as_high,
        row_number() over (partition by as_of_date, scorecard_name order by points_micro desc, days_since_last_event, contact_id) as place,
        count(*) over (partition by as_of_date, scorecard_name) as n_all_contacts
    from weighed
    inner join {{ ref('stg_intent__score_curves') }} as curve on curve.scored_for = 'contact'
),

published as (
    select
        ranked.as_of_date,
        ranked.contact_id,
        ranked.scorecard_name,
        ranked.deal_size_class,
        lookup.segment_name,
        {{ trend }} as trend,
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
        ranked.is_spiking and ranked.points_micro >= ranked.points_7_days_ago_micro as is_spiking,
        ranked.activity_trend,
        ranked.scored_by,
        ranked.input_fingerprint
    from ranked
    cross join {{ ref('stg_intent__score_limits') }} as limits
    inner join {{ ref('int_segment_lookup') }} as lookup
        on ranked.deal_size_class = lookup.deal_size_class and ranked.score = lookup.score and ({{ trend }} = 'falling') = lookup.is_falling
)

select * from published
