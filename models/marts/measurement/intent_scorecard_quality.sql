{%- set by_contacts = intent.quality_measures() -%}

with measures as (
    select * from {{ ref('int_quality_measures') }}
),

contacts as (
    select * from {{ ref('int_quality_contacts') }}
),

calibration as (
    select * from {{ ref('int_calibration_errors') }}
),

-- How much each contact moves each measure: the infinitesimal jackknife over contacts.
influences as (
    select
        measures.scorecard_name,
        measures.scorecard_version,
        measures.split,
        measures.quarter,
        {%- for measure in by_contacts %}
        {{ intent.quality_influence(measure, 'contacts', 'measures') }} as {{ measure }},
        {%- endfor %}
        case when contacts.n_converted > 0 then 1 else 0 end as n_converters
    from contacts
    inner join measures
        on
            measures.scorecard_name = contacts.scorecard_name
            and measures.scorecard_version = contacts.scorecard_version
            and measures.split = contacts.split
            and measures.quarter = contacts.quarter
),

errors as (
    select
        scorecard_name,
        scorecard_version,
        split,
        quarter,
        {%- for measure in by_contacts %}
        {{ intent.standard_error(measure) }} as {{ measure }},
        {%- endfor %}
        sum(n_converters) as n_converters,
        count(*) as n_contacts
    from influences
    group by scorecard_name, scorecard_version, split, quarter
),

-- A quarter of which the champion has several versions is compared with the last of them.
champions as (
    select
        *,
        row_number() over (
            partition by split, quarter
            order by case when scorecard_version = 'all' then 0 else 1 end, scorecard_version desc
        ) as choice
    from measures
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

published as (
    select
        measures.scorecard_name,
        measures.scorecard_version,
        measures.split,
        measures.quarter,
        {{ intent.champion_auc_verdict('measures', 'champions', 'errors') }} as against_champion,
        measures.n_dates,
        errors.n_contacts,
        measures.n_contacts as n_contact_dates,
        cast(errors.n_converters as bigint) as n_converters,
        measures.n_converted as n_converted_contact_dates,
        {{ intent.ratio('measures.n_converted', 'measures.n_contacts') }} as base_rate,
        {%- for measure, highest in by_contacts.items() %}
        measures.{{ measure }},
        {{ intent.bound_by_error('measures.' ~ measure, 'errors.' ~ measure, '-', none) }} as lower_bound_{{ measure }},
        {{ intent.bound_by_error('measures.' ~ measure, 'errors.' ~ measure, '+', highest) }} as upper_bound_{{ measure }},
        {%- endfor %}
        {{ intent.ratio('calibration.squared_error_micro', '1000000.0 * calibration.n_contacts') }} as brier_score,
        {{ intent.ratio('calibration.log_loss_micro', '1000000.0 * calibration.n_contacts') }} as log_loss,
        {{ intent.ratio('calibration.weighted_error_micro', '1000000.0 * calibration.n_contacts') }} as ece
    from measures
    inner join errors
        on
            measures.scorecard_name = errors.scorecard_name
            and measures.scorecard_version = errors.scorecard_version
            and measures.split = errors.split
            and measures.quarter = errors.quarter
    left join calibration
        on
            measures.scorecard_name = calibration.scorecard_name
            and measures.scorecard_version = calibration.scorecard_version
            and measures.split = calibration.split
            and measures.quarter = calibration.quarter
    left join champions
        on measures.split = champions.split and measures.quarter = champions.quarter and champions.choice = 1
)

select * from published
