{%- set percent = intent.checked_var('intent_hold_out_percent', var('intent_hold_out_percent')) -%}
{%- set base = intent.checked_var('intent_fit_base', var('intent_fit_base')) -%}
{%- set is_for_sales -%}
scores.lifecycle = 'prospect'
        and scores.consent = 'reachable'
        and coalesce(account_lifecycles.spoken_to_as, 'prospect') <> 'customer'
        and not {{ intent.is_held_out('scores.contact_id', percent) }}
{%- endset %}

with scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

account_lifecycles as (
    select * from {{ ref('int_account_lifecycles') }}
),

probabilities as (
    select * from {{ ref('int_conversion_probabilities') }}
    where is_calibrated
),

fits as (
    select * from {{ ref('int_fit_periods') }}
    where subject = 'contact'
),

published as (
    select
        scores.contact_id,
        scores.as_of_date,
        contacts.account_id,
        contacts.full_name,
        contacts.email,
        contacts.job_title,
        contacts.account_name,
        contacts.owner_id,
        scores.scored_by as scorecard_name,
        scores.segment_name as segment,
        scores.previous_segment_name as previous_segment,
        scores.trend,
        scores.lifecycle,
        account_lifecycles.lifecycle as account_lifecycle,
        scores.archetype,
        scores.deal_size_class,
        scores.recommended_action,
        scores.reason_1,
        scores.reason_2,
        scores.reason_3,
        reasons.reason_down_1,
        reasons.reason_down_2,
        reasons.talking_point,
        scores.configuration_hash,
        case when {{ is_for_sales }} then priorities.priority end as priority,
        coalesce(traits.seniority, 'unknown') as seniority,
        coalesce(traits.department, 'unknown') as department,
        coalesce(fits.fit_grade, 'unknown') as fit_grade,
        fits.fit_score,
        {{ intent.from_micro_units('scores.points_micro') }} as points,
        {{ intent.from_micro_units('scores.deterministic_points_micro') }} as deterministic_points,
        {{ intent.from_micro_units('scores.probabilistic_points_micro') }} as probabilistic_points,
        scores.score,
        {{ intent.hybrid_score('fits.fit_score', 'scores.score', base) }} as hybrid_score,
        {{ intent.from_micro_units('scores.recency_share_micro') }} as recency_share,
        scores.percentile,
        scores.decile,
        scores.change_7_days,
        scores.change_14_days,
        scores.is_spiking,
        scores.activity_trend,
        scores.has_insufficient_data,
        contacts.is_opted_out,
        {{ intent.is_held_out('scores.contact_id', percent) }} as is_held_out,
        {{ is_for_sales }} as is_for_sales,
        scores.segment_since,
        reasons.last_active_date,
        case when scores.lifecycle = 'prospect' then {{ intent.from_micro_units('probabilities.probability_micro') }} end
            as conversion_probability
    from scores
    inner join {{ ref('intent_contacts') }} as contacts on scores.contact_id = contacts.contact_id
    left join {{ ref('int_current_contact_reasons') }} as reasons on scores.contact_id = reasons.contact_id
    left join account_lifecycles on contacts.account_id = account_lifecycles.account_id
    left join probabilities
        on
            scores.scorecard_name = probabilities.scorecard_name
            and scores.score = probabilities.score
            and {{ intent.calibration_fold('scores.as_of_date') }} between probabilities.from_fold and probabilities.to_fold
    left join {{ ref('int_contact_trait_periods') }} as traits
        on scores.contact_id = traits.contact_id and scores.as_of_date between traits.from_date and traits.last_date
    left join fits
        on scores.contact_id = fits.subject_id and scores.as_of_date between fits.from_date and fits.last_date
    left join {{ ref('stg_intent__priorities') }} as priorities
        on coalesce(fits.fit_grade, 'unknown') = priorities.fit_grade and scores.segment_name = priorities.segment_name
)

select * from published
