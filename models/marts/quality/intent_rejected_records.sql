with records as (
    select * from {{ ref('int_delivered_records') }}
),

published as (
    select
        contract_name,
        source_name,
        record_id,
        reason as reject_reason,
        row_status,
        n_rows
    from records
    where row_status in ('rejected', 'unused')
)

select * from published
