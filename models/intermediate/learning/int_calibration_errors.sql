with gains as (
    select * from {{ ref('int_cumulative_gains') }}
),

-- Ten bins by the training points of a scorecard: bin = tenth of the training examples with fewer points.
training_steps as (
    select
        scorecard_name,
        points_micro,
        n_total_contacts - n_cumulative_contacts as n_below,
        n_total_contacts
    from gains
    where split = 'train' and quarter = 'all' and scorecard_version = 'all'
),

bin_starts as (
    select
        scorecard_name,
        {{ intent.integer_divide('10 * n_below', 'n_total_contacts') }} as bin,
        min(points_micro) as from_points_micro
    from training_steps
    group by scorecard_name, {{ intent.integer_divide('10 * n_below', 'n_total_contacts') }}
),

bin_ranges as (
    select
        scorecard_name,
        bin,
        case when bin = min(bin) over (partition by scorecard_name) then -1000000000000000000 else from_points_micro end
            as from_points_micro,
        coalesce(
            lead(from_points_micro) over (partition by scorecard_name order by bin), 1000000000000000000
        ) as to_points_micro
    from bin_starts
),

binned as (
    select
        gains.scorecard_name,
        gains.scorecard_version,
        gains.split,
        gains.quarter,
        bin_ranges.bin,
        cast(sum(gains.n_contacts) as bigint) as n_contacts,
        cast(sum(gains.n_converted) as bigint) as n_converted
    from gains
    inner join bin_ranges
        on
            gains.scorecard_name = bin_ranges.scorecard_name
            and gains.points_micro >= bin_ranges.from_points_micro
            and gains.points_micro < bin_ranges.to_points_micro
    group by gains.scorecard_name, gains.scorecard_version, gains.split, gains.quarter, bin_ranges.bin
),

trained as (
    select
        scorecard_name,
        bin,
        {{ intent.share_micro('n_converted', 'n_contacts') }} as probability_micro,
        {{ intent.ratio(intent.share_micro('n_converted', 'n_contacts'), '1000000') }} as probability,
        {%- set clipped = intent.ratio('least(greatest(' ~ intent.share_micro('n_converted', 'n_contacts') ~ ', 100), 999900)', '1000000') %}
        {{ intent.micro_units('-ln(' ~ clipped ~ ')') }} as converted_loss_micro,
        {{ intent.micro_units('-ln(1 - ' ~ clipped ~ ')') }} as other_loss_micro
    from binned
    where split = 'train' and quarter = 'all' and scorecard_version = 'all'
),

errors as (
    select
        binned.scorecard_name,
        binned.scorecard_version,
        binned.split,
        binned.quarter,
        cast(sum(
            abs({{ intent.share_micro('binned.n_converted', 'binned.n_contacts') }} - trained.probability_micro) * binned.n_contacts
        ) as bigint) as weighted_error_micro,
        cast(sum(
            binned.n_converted * {{ intent.micro_units('(1 - trained.probability) * (1 - trained.probability)') }}
            + (binned.n_contacts - binned.n_converted) * {{ intent.micro_units('trained.probability * trained.probability') }}
        ) as bigint) as squared_error_micro,
        cast(sum(
            binned.n_converted * trained.converted_loss_micro + (binned.n_contacts - binned.n_converted) * trained.other_loss_micro
        ) as bigint) as log_loss_micro,
        cast(sum(binned.n_contacts) as bigint) as n_contacts
    from binned
    inner join trained on binned.scorecard_name = trained.scorecard_name and binned.bin = trained.bin
    group by binned.scorecard_name, binned.scorecard_version, binned.split, binned.quarter
)

select * from errors
