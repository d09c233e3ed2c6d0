with examples as (
    select * from {{ ref('int_quality_examples_as_of') }}
),

point_groups as (
    select
        scorecard_name,
        split,
        points_micro,
        count(*) as n_contacts,
        sum(n_converted) as n_converted
    from examples
    group by scorecard_name, split, points_micro
),

-- Ties share: contacts with equal points form one step.
gains as (
    select
        *,
        cast(sum(n_contacts) over from_top as bigint) as n_cumulative_contacts,
        cast(sum(n_converted) over from_top as bigint) as n_cumulative_converted,
        cast(sum(n_contacts) over (partition by scorecard_name, split) as bigint) as n_total_contacts,
        cast(sum(n_converted) over (partition by scorecard_name, split) as bigint) as n_total_converted
    from point_groups
    window from_top as (
        partition by scorecard_name, split
        order by points_micro desc
        rows between unbounded preceding and current row
    )
)

select * from gains
