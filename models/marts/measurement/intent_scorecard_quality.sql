with gains as (
    select * from {{ ref('int_cumulative_gains') }}
),

examples as (
    select
        scorecard_name,
        split,
        count(distinct as_of_date) as n_dates,
        count(distinct contact_id) as n_contacts,
        count(distinct case when n_converted = 1 then contact_id end) as n_converters
    from {{ ref('int_quality_examples_as_of') }}
    group by scorecard_name, split
),

calibration as (
    select * from {{ ref('int_calibration_errors') }}
),

steps as (
    select
        *,
        n_cumulative_contacts - n_contacts as n_contacts_above,
        n_contacts - n_converted as n_negative,
        n_total_contacts - n_cumulative_contacts - (n_total_converted - n_cumulative_converted) as n_negative_below
    from gains
),

-- Twice the pairs (converter, other) in the right order, ties as half; precision at each step; the first tenth, a cut step in part.
terms as (
    select
        *,
        n_converted * (2 * n_negative_below + n_negative) as double_ordered_pairs,
        {{ intent.rounded_divide('n_cumulative_converted * 1000000000', 'n_cumulative_contacts') }} * n_converted as precision_billionths,
        case
            when 10 * n_cumulative_contacts <= n_total_contacts then 1000000
            when 10 * n_contacts_above >= n_total_contacts then 0
            else {{ intent.integer_divide('(n_total_contacts - 10 * n_contacts_above) * 1000000', '10 * n_contacts') }}
        end * n_converted as converted_in_first_tenth_micro
    from steps
),

sums as (
    select
        scorecard_name,
        split,
        max(n_total_contacts) as n_contacts,
        max(n_total_converted) as n_converted,
        sum(double_ordered_pairs) as double_ordered_pairs,
        sum(precision_billionths) as precision_billionths,
        sum(converted_in_first_tenth_micro) as converted_in_first_tenth_micro
    from terms
    group by scorecard_name, split
),

rated as (
    select
        sums.*,
        {{ intent.ratio(
            'sums.double_ordered_pairs', '2.0 * sums.n_converted * (sums.n_contacts - sums.n_converted)'
        ) }} as roc_auc
    from sums
),

published as (
    select
        rated.scorecard_name,
        rated.split,
        {{ intent.champion_auc_verdict('rated', 'champion', 'examples') }} as against_champion,
        examples.n_dates,
        examples.n_contacts,
        rated.n_contacts as n_contact_dates,
        examples.n_converters,
        rated.n_converted as n_converted_contact_dates,
        {{ intent.ratio('rated.n_converted', 'rated.n_contacts') }} as base_rate,
        rated.roc_auc,
        {{ intent.ratio('rated.precision_billionths', '1000000000.0 * rated.n_converted') }} as pr_auc,
        {{ intent.ratio('rated.converted_in_first_tenth_micro', '100000.0 * rated.n_converted') }} as lift_top_10,
        {{ intent.ratio('calibration.weighted_error_micro', '1000000.0 * calibration.n_contacts') }} as ece
    from rated
    inner join examples on rated.scorecard_name = examples.scorecard_name and rated.split = examples.split
    left join rated as champion
        on rated.split = champion.split and champion.scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
    left join calibration on rated.scorecard_name = calibration.scorecard_name and rated.split = calibration.split
)

select * from published
