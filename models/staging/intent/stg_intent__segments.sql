-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with segments as (
    select * from {{ ref(var('intent_segments_seed')) }}
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
