{{ config(materialized='view') }}

with changes as (
    select * from {{ ref('int_score_changes') }}
),

ranked as (
    select
        *,
        sum(points_change_micro) over (partition by contact_id, compared_date, cause) as cause_points_micro,
        row_number() over (
            partition by contact_id, compared_date, cause
            order by abs(points_change_micro) desc, signal_name
        ) as place
    from changes
),

published as (
    select
        contact_id,
        compared_date,
        cause,
        as_of_date,
        signal_name as main_signal_name,
        {{ intent.from_micro_units('cause_points_micro') }} as points_change
    from ranked
    where place = 1
)

select * from published
