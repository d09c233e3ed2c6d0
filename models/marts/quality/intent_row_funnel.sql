with received as (
    select * from {{ ref('int_received_events') }}
),

losses as (
    select * from {{ ref('int_funnel_losses') }}
),

scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

synced as (
    select * from {{ ref('int_sync_contacts') }}
),

sync_losses as (
    select
        case when synced.contact_id is null then 'no CRM id and no email' else '' end as loss_reason,
        count(*) as n_rows
    from scores
    left join synced on cast(scores.contact_id as {{ intent.string_type() }}) = synced.contact_id
    group by case when synced.contact_id is null then 'no CRM id and no email' else '' end
),

stages as (
    select
        1 as stage_number,
        case row_status when 'accepted' then '' when 'rejected' then reject_reason else row_status end as loss_reason,
        count(*) as n_rows
    from received
    group by case row_status when 'accepted' then '' when 'rejected' then reject_reason else row_status end
    union all
    select
        stage_number,
        loss_reason,
        n_rows
    from losses
    union all
    select
        4 as stage_number,
        loss_reason,
        n_rows
    from sync_losses
),

totalled as (
    select
        *,
        sum(n_rows) over (partition by stage_number) as n_stage_rows
    from stages
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
        case loss_reason when '' then 'passed' else loss_reason end as outcome,
        cast(n_rows as bigint) as n_rows,
        {{ intent.from_micro_units(intent.share_micro('n_rows', 'n_stage_rows')) }} as row_share
    from totalled
)

select * from published
