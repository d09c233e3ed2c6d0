with examples as (
    select * from {{ ref('int_quality_examples_as_of') }}
),

-- Ten bins by the training points of a scorecard: bin = tenth of the training examples with fewer points.
training_steps as (
    select
        scorecard_name,
        points_micro,
        n_total_contacts - n_cumulative_contacts as n_below,
        n_total_contacts
    from {{ ref('int_cumulative_gains') }}
    where split = 'train'
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
        examples.scorecard_name,
        examples.split,
        bin_ranges.bin,
        count(*) as n_contacts,
        sum(examples.n_converted) as n_converted
    from examples
    inner join bin_ranges
        on
            examples.scorecard_name = bin_ranges.scorecard_name
            and examples.points_micro >= bin_ranges.from_points_micro
            and examples.points_micro < bin_ranges.to_points_micro
    group by examples.scorecard_name, examples.split, bin_ranges.bin
),

errors as (
    select
        binned.scorecard_name,
        binned.split,
        cast(sum(abs(
            {{ intent.share_micro('binned.n_converted', 'binned.n_contacts') }}
            - {{ intent.share_micro('trained.n_converted', 'trained.n_contacts') }}
        ) * binned.n_contacts) as bigint) as weighted_error_micro,
        cast(sum(binned.n_contacts) as bigint) as n_contacts
    from binned
    inner join binned as trained
        on binned.scorecard_name = trained.scorecard_name and binned.bin = trained.bin and trained.split = 'train'
    group by binned.scorecard_name, binned.split
)

select * from errors
