with examples as (
    select * from {{ ref('int_quality_examples_as_of') }}
),

gains as (
    select * from {{ ref('int_cumulative_gains') }}
),

-- Places of a step among converters and others, ties as half, and what one contact more or fewer in it does to the precisions below.
steps as (
    select
        *,
        {{ intent.share_micro(
            '2 * (n_total_contacts - n_cumulative_contacts - n_total_converted + n_cumulative_converted) + n_contacts - n_converted',
            '2 * (n_total_contacts - n_total_converted)'
        ) }} as others_below_micro,
        {{ intent.share_micro('2 * n_cumulative_converted - n_converted', '2 * n_total_converted') }} as converters_above_micro,
        {{ intent.integer_divide('1000000000 * n_cumulative_converted', 'n_cumulative_contacts') }} as precision_billionths,
        {{ intent.integer_divide('1000000000 * n_converted', 'n_cumulative_contacts') }} as one_more_billionths
    from gains
),

summed as (
    select
        *,
        precision_billionths + cast(sum(one_more_billionths) over from_bottom as bigint) as converter_billionths,
        cast(sum({{ intent.integer_divide('precision_billionths * n_converted', 'n_cumulative_contacts') }}) over from_bottom as bigint)
            as anybody_billionths
    from steps
    window from_bottom as (
        partition by scorecard_name, scorecard_version, split, quarter
        order by points_micro desc
        rows between current row and unbounded following
    )
),

contacts as (
    select
        summed.scorecard_name,
        summed.scorecard_version,
        summed.split,
        summed.quarter,
        examples.contact_id,
        count(*) as n_dates,
        cast(sum(examples.n_converted) as bigint) as n_converted,
        {{ intent.ratio('sum(examples.n_converted * summed.others_below_micro)', '1000000') }} as others_below,
        {{ intent.ratio('sum((1 - examples.n_converted) * summed.converters_above_micro)', '1000000') }} as converters_above,
        {%- for depth in intent.quality_depths() %}
        {{ intent.ratio('sum(summed.share_' ~ depth ~ '_micro)', '1000000') }} as first_{{ depth }},
        {{ intent.ratio('sum(summed.share_' ~ depth ~ '_micro * examples.n_converted)', '1000000') }} as converted_first_{{ depth }},
        {%- endfor %}
        {{ intent.ratio('sum(examples.n_converted * summed.converter_billionths - summed.anybody_billionths)', '1000000000') }}
            as precisions
    from examples
    inner join summed
        on
            examples.scorecard_name = summed.scorecard_name
            and examples.split = summed.split
            and examples.points_micro = summed.points_micro
            and (examples.scorecard_version = summed.scorecard_version or summed.scorecard_version = 'all')
            and (examples.quarter = summed.quarter or summed.quarter = 'all')
    group by summed.scorecard_name, summed.scorecard_version, summed.split, summed.quarter, examples.contact_id
)

select * from contacts
