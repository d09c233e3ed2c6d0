with gains as (
    select * from {{ ref('int_cumulative_gains') }}
),

examples as (
    select * from {{ ref('int_quality_examples_as_of') }}
),

-- Twice the pairs (converter, other) in the right order, ties as half; precision at each step.
terms as (
    select
        *,
        n_converted * (
            2 * (n_total_contacts - n_cumulative_contacts - n_total_converted + n_cumulative_converted) + n_contacts - n_converted
        ) as double_ordered_pairs,
        {{ intent.rounded_divide('n_cumulative_converted * 1000000000', 'n_cumulative_contacts') }} * n_converted as precision_billionths
    from gains
),

sums as (
    select
        scorecard_name,
        scorecard_version,
        split,
        quarter,
        max(n_total_contacts) as n_contacts,
        max(n_total_converted) as n_converted,
        sum(double_ordered_pairs) as double_ordered_pairs,
        {%- for depth in intent.quality_depths() %}
        sum(n_contacts * share_{{ depth }}_micro) as first_{{ depth }}_micro,
        sum(n_converted * share_{{ depth }}_micro) as converted_first_{{ depth }}_micro,
        {%- endfor %}
        sum(precision_billionths) as precision_billionths
    from terms
    group by scorecard_name, scorecard_version, split, quarter
),

dates as (
    select
        sums.scorecard_name,
        sums.scorecard_version,
        sums.split,
        sums.quarter,
        count(distinct examples.as_of_date) as n_dates
    from sums
    inner join examples
        on
            sums.scorecard_name = examples.scorecard_name
            and sums.split = examples.split
            and (sums.scorecard_version = examples.scorecard_version or sums.scorecard_version = 'all')
            and (sums.quarter = examples.quarter or sums.quarter = 'all')
    group by sums.scorecard_name, sums.scorecard_version, sums.split, sums.quarter
),

measures as (
    select
        scorecard_name,
        scorecard_version,
        split,
        quarter,
        {%- for measure in intent.quality_measures() %}
        {{ intent.quality_measure(measure) }} as {{ measure }},
        {%- endfor %}
        {%- for depth in intent.quality_depths() %}
        {{ intent.ratio('first_' ~ depth ~ '_micro', '1000000') }} as n_first_{{ depth }},
        {{ intent.ratio('converted_first_' ~ depth ~ '_micro', '1000000') }} as n_converted_first_{{ depth }},
        {%- endfor %}
        n_contacts,
        n_converted
    from sums
),

published as (
    select
        measures.*,
        dates.n_dates
    from measures
    inner join dates
        on
            measures.scorecard_name = dates.scorecard_name
            and measures.scorecard_version = dates.scorecard_version
            and measures.split = dates.split
            and measures.quarter = dates.quarter
)

select * from published
