-- Ranks of an owner's ready contacts are 1, 2, 3 …, and no more are within capacity than the owner and the team can work on.
with queue as (
    select
        *,
        coalesce(owner_id, 'none') as owner
    from {{ ref('intent_sales_queue') }}
),

owners as (
    select
        owner,
        sum(case when is_ready then 1 else 0 end) as n_ready,
        count(distinct queue_rank) as n_ranks,
        coalesce(max(queue_rank), 0) as last_rank,
        sum(case when is_within_capacity then 1 else 0 end) as n_within
    from queue
    group by owner
),

capacity as (
    select
        owner_id,
        sum(weekly_capacity) as weekly_capacity
    from {{ ref('stg_intent__sales_capacity') }}
    group by owner_id
)

select owners.owner
from owners
left join capacity on owners.owner = capacity.owner_id
inner join capacity as others on others.owner_id = 'any'
where
    owners.n_ready <> owners.n_ranks
    or owners.n_ready <> owners.last_rank
    or owners.n_within > coalesce(capacity.weekly_capacity, others.weekly_capacity)
union all
select 'all together' as owner
from owners
having sum(n_within) > {{ var('intent_weekly_capacity') }}
