{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='as_of_date',
    meta={'slices': 'int_as_of_fingerprints'}
) }}

with dates as (
    {{ intent.as_of_dates_to_build(this, is_incremental()) }}
),

point_groups as (
    select * from {{ ref('int_point_groups_as_of') }}
),

running as (
    select
        point_groups.as_of_date,
        point_groups.scorecard_name,
        point_groups.points_micro,
        point_groups.n_contacts,
        cast(sum(point_groups.n_contacts) over (
            partition by point_groups.as_of_date, point_groups.scorecard_name
            order by point_groups.points_micro
            rows between unbounded preceding and current row
        ) as bigint) as n_contacts_so_far,
        point_groups.n_all_contacts,
        dates.input_fingerprint
    from point_groups
    inner join dates on point_groups.as_of_date = dates.as_of_date
),

ranks as (
    select
        as_of_date,
        scorecard_name,
        points_micro,
        n_contacts_so_far - n_contacts as n_below,
        n_all_contacts - n_contacts_so_far as n_above,
        n_all_contacts,
        input_fingerprint
    from running
)

select * from ranks
