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

anchors as (
    select
        contact_id,
        signal_name,
        occurred_date as anchor_date,
        min(known_date) as anchor_known_date
    from items
    where scope = 'window'
    group by contact_id, signal_name, occurred_date
),

-- What each window or session holds, and since when each item was known; a window ends on a day that has to be known itself.
window_items as (
    select
        anchors.contact_id,
        anchors.signal_name,
        anchors.anchor_date,
        cast(0 as bigint) as session_key,
        items.item_key,
        items.min_count,
        items.amount,
        anchors.anchor_date as occurred_date,
        greatest(min(items.known_date), min(anchors.anchor_known_date)) as known_date
    from anchors
    inner join items
        on
            anchors.contact_id = items.contact_id
            and anchors.signal_name = items.signal_name
            and anchors.anchor_date >= items.occurred_date
            and {{ intent.days_between('items.occurred_date', 'anchors.anchor_date') }} < items.window_days
    group by anchors.contact_id, anchors.signal_name, anchors.anchor_date, items.item_key, items.min_count, items.amount
),

session_items as (
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

all_items as (
    select * from window_items
    union all
    select * from session_items
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

reached as (
    select
        counted.contact_id,
        counted.signal_name,
        composites.window_days,
        counted.occurred_date,
        counted.known_date,
        count(*) as n_events
    from counted
    inner join composites on counted.signal_name = composites.signal_name
    where counted.amount_so_far >= counted.min_count and counted.amount_so_far - counted.amount < counted.min_count
    group by counted.contact_id, counted.signal_name, composites.window_days, counted.occurred_date, counted.known_date
)

select * from reached
