with losses as (
    select * from {{ ref('int_stage_losses') }}
),

published as (
    select
        stage_number,
        case stage_number
            when 1 then 'delivered rows to spine'
            when 2 then 'spine to buckets'
            when 3 then 'buckets to today''s points'
            else 'scored contacts to sync'
        end as stage_name,
        case loss_reason when '' then 'carried on' else loss_reason end as outcome,
        n_rows,
        {{ intent.from_micro_units('row_share_micro') }} as row_share
    from losses
)

select * from published
