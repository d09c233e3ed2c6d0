with gains as (
    select * from {{ ref('int_cumulative_gains') }}
    where quarter = 'all' and scorecard_version = 'all'
),

percents as (
    select number as first_percent from {{ ref('stg_intent__whole_numbers') }}
    where number between 1 and 100
),

-- The step of the curve in which each hundredth of the contacts ends; of a tie a part is taken.
steps as (
    select
        gains.scorecard_name,
        gains.split,
        percents.first_percent,
        gains.n_total_contacts,
        gains.n_total_converted,
        gains.n_cumulative_converted - gains.n_converted as n_converted_above,
        {{ intent.rounded_divide(
            'gains.n_converted * (percents.first_percent * gains.n_total_contacts'
            ~ ' - 100 * (gains.n_cumulative_contacts - gains.n_contacts)) * 10000', 'gains.n_contacts'
        ) }} as converted_in_step_micro
    from gains
    inner join percents
        on
            percents.first_percent * gains.n_total_contacts > 100 * (gains.n_cumulative_contacts - gains.n_contacts)
            and percents.first_percent * gains.n_total_contacts <= 100 * gains.n_cumulative_contacts
),

published as (
    select
        scorecard_name,
        split,
        cast(first_percent as integer) as first_percent,
        {{ intent.ratio('first_percent * n_total_contacts', '100.0') }} as n_contact_dates,
        {{ intent.ratio('n_converted_above * 1000000 + converted_in_step_micro', '1000000.0') }} as n_converted_contact_dates,
        {{ intent.ratio('n_converted_above * 1000000 + converted_in_step_micro', '1000000.0 * n_total_converted') }} as share_of_converted,
        {{ intent.ratio('n_converted_above * 1000000 + converted_in_step_micro', '10000.0 * first_percent * n_total_converted') }} as lift
    from steps
)

select * from published
