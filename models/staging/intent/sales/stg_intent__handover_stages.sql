with stages as (
    {{ intent.checked_seed('intent_handover_stages', var('intent_handover_stages_seed', 'intent_handover_stages')) }}
),

typed as (
    select
        stage_name,
        segment_name,
        signal_tier,
        next_step,
        cast({{ intent.seed_number('stage_rank') }} as integer) as stage_rank,
        cast({{ intent.seed_number('min_score') }} as integer) as min_score,
        cast({{ intent.seed_number('wait_days') }} as integer) as wait_days,
        needs_email = 'yes' as needs_email,
        needs_full_name = 'yes' as needs_full_name,
        needs_job_title = 'yes' as needs_job_title,
        needs_account = 'yes' as needs_account
    from stages
)

select * from typed
