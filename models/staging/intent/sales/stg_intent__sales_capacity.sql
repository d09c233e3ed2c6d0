with capacity as (
    {{ intent.checked_seed('intent_sales_capacity', var('intent_sales_capacity_seed', 'intent_sales_capacity')) }}
),

typed as (
    select
        owner_id,
        territory_like,
        cast({{ intent.seed_number('weekly_capacity') }} as integer) as weekly_capacity
    from capacity
),

placed as (
    select
        *,
        case when owner_id = 'any' then 0 else weekly_capacity end as n_places
    from typed
),

-- Owners of one territory take its contacts in turn, each as often as the capacity says: places first_place to last_place.
published as (
    select
        owner_id,
        territory_like,
        weekly_capacity,
        cast(sum(n_places) over (
            partition by territory_like
            order by owner_id
            rows between unbounded preceding and current row
        ) as bigint) - n_places as first_place,
        cast(sum(n_places) over (
            partition by territory_like
            order by owner_id
            rows between unbounded preceding and current row
        ) as bigint) - 1 as last_place,
        cast(sum(n_places) over (partition by territory_like) as bigint) as n_places
    from placed
)

select * from published
