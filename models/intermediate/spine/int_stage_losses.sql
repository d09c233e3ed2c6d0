with received as (
    select * from {{ ref('int_received_events') }}
),

events as (
    select * from {{ ref('int_stage_events') }}
),

points as (
    select * from {{ ref('int_stage_points') }}
),

scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

synced as (
    select * from {{ ref('int_sync_contacts') }}
),

outcomes as (
    select
        1 as stage_number,
        case row_status when 'accepted' then '' when 'duplicate' then 'a later copy' else reject_reason end as loss_reason,
        count(*) as n_rows
    from received
    group by row_status, reject_reason
    union all
    select
        2 as stage_number,
        loss_reason,
        count(*) as n_rows
    from events
    group by loss_reason
    union all
    select
        3 as stage_number,
        loss_reason,
        n_rows
    from points
    union all
    select
        4 as stage_number,
        case when synced.contact_id is null then 'no CRM id and no email' else '' end as loss_reason,
        count(*) as n_rows
    from scores
    left join synced on cast(scores.contact_id as {{ intent.text_type() }}) = synced.contact_id
    group by case when synced.contact_id is null then 'no CRM id and no email' else '' end
),

totals as (
    select
        stage_number,
        sum(n_rows) as n_rows
    from outcomes
    group by stage_number
),

published as (
    select
        outcomes.stage_number,
        outcomes.loss_reason,
        cast(sum(outcomes.n_rows) as bigint) as n_rows,
        {{ intent.share_micro('sum(outcomes.n_rows)', 'max(totals.n_rows)') }} as row_share_micro
    from outcomes
    inner join totals on outcomes.stage_number = totals.stage_number
    group by outcomes.stage_number, outcomes.loss_reason
)

select * from published
