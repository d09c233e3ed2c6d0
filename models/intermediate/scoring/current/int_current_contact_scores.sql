with scores as (
    select scores.* from {{ ref('int_contact_scores_as_of') }} as scores
    inner join {{ ref('int_latest_as_of_date') }} as as_of_dates on scores.as_of_date = as_of_dates.as_of_date
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

actions as (
    select * from {{ ref('stg_intent__actions') }}
),

accounts as (
    select
        contact_accounts.contact_id,
        account_lifecycles.spoken_to_as
    from {{ ref('int_contact_accounts') }} as contact_accounts
    inner join {{ ref('int_account_lifecycles') }} as account_lifecycles on contact_accounts.account_id = account_lifecycles.account_id
),

segments as (
    select
        *,
        lag(segment_name) over (partition by contact_id order by as_of_date) as previous_segment_name
    from {{ ref('int_contact_segments_as_of') }}
),

-- The as-of dates on which the segment was another one than before: the present segment began on the latest.
segment_starts as (
    select
        contact_id,
        as_of_date as segment_since,
        previous_segment_name,
        lead(as_of_date) over (partition by contact_id order by as_of_date) is null as is_latest
    from segments
    where previous_segment_name is null or previous_segment_name <> segment_name
),

published as (
    select
        scores.contact_id,
        scores.as_of_date,
        scores.scorecard_name,
        scores.scored_by,
        segments.segment_name,
        scores.trend,
        actions.lifecycle,
        actions.consent,
        coalesce(archetypes.archetype, 'none') as archetype,
        scores.deal_size_class,
        case when unseen.contact_id is not null and scores.points_micro <= 0 then actions.action_where_unseen else actions.recommended_action end
            as recommended_action,
        unseen.contact_id is not null as has_insufficient_data,
        reasons.reason_1,
        reasons.reason_2,
        reasons.reason_3,
        configuration.configuration_hash,
        scores.points_micro,
        scores.deterministic_points_micro,
        scores.probabilistic_points_micro,
        scores.recency_share_micro,
        scores.score,
        scores.percentile,
        scores.decile,
        scores.place,
        scores.change_7_days,
        scores.change_14_days,
        scores.is_spiking,
        scores.activity_trend,
        segment_starts.segment_since,
        segment_starts.previous_segment_name
    from scores
    inner join segments on scores.as_of_date = segments.as_of_date and scores.contact_id = segments.contact_id
    inner join segment_starts on scores.contact_id = segment_starts.contact_id and segment_starts.is_latest
    inner join {{ ref('int_contacts') }} as contacts on scores.contact_id = contacts.contact_id
    left join {{ ref('int_current_contact_lifecycles') }} as lifecycles on scores.contact_id = lifecycles.contact_id
    left join accounts on scores.contact_id = accounts.contact_id
    -- There is an action for every combination; an inner join by four columns is one row to PostgreSQL, which then nests loops.
    left join actions
        on
            segments.segment_name = actions.segment_name
            and coalesce(lifecycles.lifecycle, 'prospect') = actions.lifecycle
            and coalesce(accounts.spoken_to_as, 'prospect') = actions.account_lifecycle
            and {{ intent.consent_of('contacts') }} = actions.consent
    cross join {{ ref('int_configuration_hash') }} as configuration
    left join {{ ref('int_current_unseen_contacts') }} as unseen on scores.contact_id = unseen.contact_id
    left join {{ ref('int_contact_archetypes_as_of') }} as archetypes
        on scores.as_of_date = archetypes.as_of_date and scores.contact_id = archetypes.contact_id
    left join {{ ref('int_current_contact_reasons') }} as reasons on scores.contact_id = reasons.contact_id
)

select * from published
