{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}
{%- set order = 'order by greatest(occurred_date, known_date), occurred_date, known_date, retracted_date' %}
{%- set so_far = '(partition by contact_id ' ~ order ~ ' rows between unbounded preceding and current row)' %}

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
active as (
    select
        *,
        case when known_date = min(known_date) over (partition by contact_id, occurred_date) then 1 else 0 end as n_active_days
    from days
),

-- Added up in the order in which days become visible, so that no total holds what was known later.
published as (
    select
        *,
        cast(sum(n_events) over {{ so_far }} as bigint) as n_events_so_far,
        cast(sum(n_active_days) over {{ so_far }} as bigint) as n_active_days_so_far,
        min(occurred_date) over {{ so_far }} as first_occurred_date
    from active
)

select * from published
