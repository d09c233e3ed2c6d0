{{ config(materialized='view') }}

with scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
),

kinds as (
    select 'segment' as cohort_kind
    union all
    select 'decile' as cohort_kind
),

labels as (
    select
        scores.as_of_date,
        scores.contact_id,
        scores.scorecard_name,
        kinds.cohort_kind,
        case kinds.cohort_kind
            when 'segment' then scores.segment_name
            else cast(scores.decile as {{ intent.string_type() }})
        end as cohort_value
    from scores
    cross join kinds
)

select * from labels
