with classes as (
    {{ intent.checked_seed('intent_deal_size_classes', var('intent_deal_size_classes_seed', 'intent_deal_size_classes')) }}
),

typed as (
    select
        deal_size_class,
        attribute,
        cast({{ intent.seed_number('lower_bound') }} as bigint) as lower_bound,
        cast({{ intent.seed_number('upper_bound') }} as bigint) as upper_bound,
        cast({{ intent.seed_number('weekly_capacity') }} as integer) as weekly_capacity
    from classes
)

select * from typed
