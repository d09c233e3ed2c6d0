-- The conversions contract: an order is a conversion.
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
        ordered_at as converted_at,
        total as amount
    from site_orders
)

select * from conversions
