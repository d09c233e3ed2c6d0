with priorities as (
    {{ intent.checked_seed('intent_priorities', var('intent_priorities_seed', 'intent_priorities')) }}
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

grades as (
    select fit_grade from {{ ref('stg_intent__fit_grades') }}
    union all
    select 'unknown' as fit_grade
),

-- The first row that fits decides.
ranked as (
    select
        grades.fit_grade,
        segments.segment_name,
        priorities.priority,
        row_number() over (
            partition by grades.fit_grade, segments.segment_name
            order by cast({{ intent.seed_number('priorities.priority_order') }} as integer)
        ) as choice
    from grades
    cross join segments
    inner join priorities
        on priorities.fit_grade in (grades.fit_grade, 'any') and priorities.segment_name in (segments.segment_name, 'any')
),

published as (
    select
        fit_grade,
        segment_name,
        priority
    from ranked
    where choice = 1
)

select * from published
