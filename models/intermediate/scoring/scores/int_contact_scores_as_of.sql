{{ intent.incremental_by(['as_of_date', 'scorecard_name'], fingerprints='int_score_fingerprints') }}

with partitions as (
    {{ intent.partitions_to_build(ref('int_score_fingerprints'), ['as_of_date', 'scorecard_name'], this, is_incremental()) }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

points as (
    select * from {{ ref('int_contact_points_as_of') }}
),

ranks as (
    select * from {{ ref('int_point_ranks_as_of') }}
),

segment_lookup as (
    select * from {{ ref('int_segment_lookup') }}
),

-- Silent contacts are scored too: with 0 points they are part of every baseline.
scored as (
    select
        partitions.as_of_date,
        partitions.input_fingerprint,
        contacts.contact_id,
        partitions.scorecard_name,
        coalesce(points.points_micro, 0) as points_micro,
        {{ intent.score_from_points('coalesce(points.points_micro, 0)') }} as score,
        {{ intent.score_from_points('coalesce(points.points_7_days_ago_micro, 0)') }} as score_7_days_ago,
        {{ intent.score_from_points('coalesce(points.points_14_days_ago_micro, 0)') }} as score_14_days_ago
    from partitions
    inner join contacts on partitions.as_of_date >= contacts.first_known_date
    left join points
        on
            partitions.as_of_date = points.as_of_date
            and contacts.contact_id = points.contact_id
            and partitions.scorecard_name = points.scorecard_name
),

trended as (
    select
        *,
        {{ intent.trend_from_change('score - score_14_days_ago') }} as trend
    from scored
),

published as (
    select
        trended.as_of_date,
        trended.contact_id,
        trended.scorecard_name,
        segment_lookup.segment_name,
        trended.trend,
        trended.points_micro,
        trended.score,
        cast({{ intent.integer_divide('100 * ranks.n_below', 'ranks.n_all_contacts') }} as integer) as percentile,
        cast({{ intent.integer_divide('10 * ranks.n_above', 'ranks.n_all_contacts') }} + 1 as integer) as decile,
        trended.score - trended.score_7_days_ago as change_7_days,
        trended.score - trended.score_14_days_ago as change_14_days,
        trended.score - trended.score_7_days_ago >= 20 as is_spiking,
        trended.input_fingerprint
    from trended
    inner join ranks
        on
            trended.as_of_date = ranks.as_of_date
            and trended.scorecard_name = ranks.scorecard_name
            and trended.points_micro = ranks.points_micro
    inner join segment_lookup
        on
            trended.score = segment_lookup.score
            and trended.score_7_days_ago = segment_lookup.score_7_days_ago
            and (trended.trend = 'falling') = segment_lookup.is_falling
)

select * from published
