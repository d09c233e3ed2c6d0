with grades as (
    {{ intent.checked_seed('intent_fit_grades', var('intent_fit_grades_seed', 'intent_fit_grades')) }}
),

typed as (
    select
        fit_grade,
        cast({{ intent.seed_number('min_score') }} as integer) as min_score
    from grades
),

-- A grade reaches up to the next one.
published as (
    select
        fit_grade,
        min_score,
        coalesce(lead(min_score) over (order by min_score) - 1, 100) as max_score
    from typed
)

select * from published
