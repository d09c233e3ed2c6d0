{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}

with channel_days as (
    select * from {{ ref('int_contact_channel_days') }}
    where not is_leaking and {{ intent.is_changed_contact('contact_id') }}
),

days as (
    select
        contact_id,
        occurred_date,
        known_date,
        retracted_date,
        cast(sum(n_events) as bigint) as n_events
    from channel_days
    group by contact_id, occurred_date, known_date, retracted_date
),

-- A day counts as active once, from the first moment anything of it was known.
published as (
    select
        *,
        case when known_date = min(known_date) over (partition by contact_id, occurred_date) then 1 else 0 end as n_active_days
    from days
)

select * from published
