with stages as (
    {{ intent.checked_seed('intent_handover_stages', var('intent_handover_stages_seed', 'intent_handover_stages')) }}
),

grades as (
    select * from {{ ref('stg_intent__fit_grades') }}
),

typed as (
    select
        stages.stage_name,
        stages.segment_name,
        stages.signal_tier,
        stages.next_step,
        cast({{ intent.seed_number('stages.stage_rank') }} as integer) as stage_rank,
        cast({{ intent.seed_number('stages.min_score') }} as integer) as min_score,
        coalesce(grades.min_score, 0) as min_fit_score,
        cast({{ intent.seed_number('stages.wait_days') }} as integer) as wait_days,
        stages.needs_email = 'yes' as needs_email,
        stages.needs_full_name = 'yes' as needs_full_name,
        stages.needs_job_title = 'yes' as needs_job_title,
        stages.needs_account = 'yes' as needs_account
    from stages
    left join grades on stages.least_fit_grade = grades.fit_grade
)

select * from typed
