with contributions as (
    select * from {{ ref('int_current_contact_signals') }}
    where points_micro > 0
),

sentences as (
    select
        contact_id,
        points_rank,
        description || case when n_events > 1 then ' (' || n_events || ' times, last on ' else ' (on ' end
        || last_occurred_date || ')' as reason
    from contributions
    where points_rank <= 3
),

reasons as (
    select
        contact_id,
        max(case when points_rank = 1 then reason end) as reason_1,
        max(case when points_rank = 2 then reason end) as reason_2,
        max(case when points_rank = 3 then reason end) as reason_3
    from sentences
    group by contact_id
)

select * from reasons
