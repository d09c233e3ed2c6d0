with segments as (
    {{ intent.checked_seed('intent_segments', var('intent_segments_seed', 'intent_segments')) }}
),

typed as (
    select
        segment_name,
        trend,
        recommended_action,
        cast({{ intent.seed_number('segment_rank') }} as integer) as segment_rank,
        cast({{ intent.seed_number('min_score') }} as integer) as min_score,
        cast({{ intent.seed_number('exit_margin') }} as integer) as exit_margin
    from segments
)

select * from typed
