with conversions as (
    select * from {{ source('trial', 'conversions') }}
),

published as (
    select distinct
        'trial' as source_name,
        conversion_id,
        outcome as conversion_name,
        outcome,
        'crm_id' as identifier_type,
        identifier_value,
        conversion_ts as converted_at,
        cast(null as decimal(18, 2)) as amount
    from conversions
)

select * from published
