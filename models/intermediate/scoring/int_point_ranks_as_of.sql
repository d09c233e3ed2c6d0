with point_groups as (
    select * from {{ ref('int_point_groups_as_of') }}
),

ranks as (
    select
        as_of_date,
        scorecard_name,
        points_micro,
        cast(sum(n_contacts) over (
            partition by as_of_date, scorecard_name
            order by points_micro
            rows between unbounded preceding and current row
        ) - n_contacts as bigint) as n_below,
        cast(sum(n_contacts) over (
            partition by as_of_date, scorecard_name
            order by points_micro desc
            rows between unbounded preceding and current row
        ) - n_contacts as bigint) as n_above,
        n_all_contacts
    from point_groups
)

select * from ranks
