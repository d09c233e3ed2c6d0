{{ config(tags=['publication']) }}

-- Nothing is lost between two stages, and every loss within one has a reason.
with funnel as (
    select * from {{ ref('intent_row_funnel') }}
),

stages as (
    select
        stage_number,
        sum(n_rows) as n_rows,
        sum(case when outcome = 'passed' then n_rows else 0 end) as n_passed
    from funnel
    group by stage_number
)

select
    later_stages.stage_number,
    later_stages.n_rows,
    stages.n_passed
from stages
inner join stages as later_stages on stages.stage_number + 1 = later_stages.stage_number
where later_stages.stage_number <= 3 and later_stages.n_rows <> stages.n_passed
