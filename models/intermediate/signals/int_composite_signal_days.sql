{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}
{%- set so_far = 'partition by contact_id, signal_name, anchor_date, session_key order by known_date, item_key '
    ~ 'rows between unbounded preceding and current row' %}

with items as (
    select * from {{ ref('int_composite_items') }}
    where {{ intent.is_changed_contact('contact_id') }}
),

composites as (
    select * from {{ ref('stg_intent__composite_signals') }}
),

windows as {{ intent.materialized() }} (
    {{ intent.composite_windows('items', 'composites') }}
),

-- What each other window or session holds, and since when each item was known; a window ends on a day that has to be known itself.
window_items as (
    select
        windows.contact_id,
        windows.signal_name,
        windows.anchor_date,
        cast(0 as bigint) as session_key,
        items.item_key,
        items.min_count,
        items.amount,
        windows.anchor_date as occurred_date,
        greatest(min(items.known_date), min(windows.anchor_known_date)) as known_date
    from windows
    inner join items on {{ intent.is_within_window('items', 'windows') }}
    where not windows.is_reached_at_once
    group by windows.contact_id, windows.signal_name, windows.anchor_date, items.item_key, items.min_count, items.amount
),

all_items as (
    select * from window_items
    union all
    select
        contact_id,
        signal_name,
        date '1970-01-01' as anchor_date,
        session_key,
        item_key,
        min_count,
        amount,
        min(occurred_date) as occurred_date,
        min(known_date) as known_date
    from items
    where scope = 'session'
    group by contact_id, signal_name, session_key, item_key, min_count, amount
),

-- The composite is known from the day on which its min_count-th item, or second, was known; a session is of the day on which it began.
counted as (
    select
        contact_id,
        signal_name,
        min_count,
        amount,
        known_date,
        min(occurred_date) over ({{ so_far }}) as occurred_date,
        sum(amount) over ({{ so_far }}) as amount_so_far
    from all_items
),

all_reached as (
    select
        contact_id,
        signal_name,
        occurred_date,
        known_date
    from counted
    where amount_so_far >= min_count and amount_so_far - amount < min_count
    union all
    select
        contact_id,
        signal_name,
        anchor_date as occurred_date,
        anchor_known_date as known_date
    from windows
    where is_reached_at_once
),

reached as (
    select
        all_reached.contact_id,
        all_reached.signal_name,
        composites.window_days,
        all_reached.occurred_date,
        all_reached.known_date,
        count(*) as n_events
    from all_reached
    inner join composites on all_reached.signal_name = composites.signal_name
    group by all_reached.contact_id, all_reached.signal_name, composites.window_days, all_reached.occurred_date, all_reached.known_date
)

select * from reached
