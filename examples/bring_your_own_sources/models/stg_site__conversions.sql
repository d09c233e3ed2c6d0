-- The conversions contract: an order is a conversion. A total that is no number is null, and the order still counts.
with site_orders as (
    select * from {{ ref('site_orders') }}
),

conversions as (
    select
        'site' as source_name,
        order_number as conversion_id,
        'order' as conversion_name,
        'converted' as outcome,
        'email' as identifier_type,
        buyer_email as identifier_value,
        {{ intent.utc_timestamp('ordered_at') }} as converted_at,
        {{ intent.try_cast('total', 'decimal(18, 2)', '^ *(-?[0-9]{1,15}([.][0-9]+)?) *$') }} as amount
    from site_orders
)

select * from conversions
