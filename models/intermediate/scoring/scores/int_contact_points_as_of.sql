{{ config(materialized='view') }}

with points as (
    select
        as_of_date,
        contact_id,
        scorecard_name,
        points_micro,
        points_7_days_ago_micro,
        points_14_days_ago_micro,
        input_fingerprint
    from {{ ref('int_given_points_as_of') }}
    union all
    select
        as_of_date,
        contact_id,
        scorecard_name,
        points_micro,
        points_7_days_ago_micro,
        points_14_days_ago_micro,
        input_fingerprint
    from {{ ref('int_learned_points_as_of') }}
)

select * from points
