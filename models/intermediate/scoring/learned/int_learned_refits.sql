{{ intent.fixpoint_by('int_learned_refit_candidates') }}

with first_round as (
    select
        refit_date,
        n_conversions,
        next_refit_date,
        n_reached
    from {{ ref('int_learned_refit_candidates') }}
),

candidates as (
    select * from {{ intent.previous_round() }}
),

reached as (
    select distinct next_refit_date as refit_date
    from candidates
    where n_reached = 1 and next_refit_date is not null
),

-- Each round looks twice as many fits ahead: who is fitted on a date decides who comes next.
next_round as (
    select
        candidates.refit_date,
        candidates.n_conversions,
        later.next_refit_date,
        case when candidates.n_reached = 1 or reached.refit_date is not null then 1 else 0 end as n_reached
    from candidates
    left join candidates as later on candidates.next_refit_date = later.refit_date
    left join reached on candidates.refit_date = reached.refit_date
)

select * from next_round
