{{ intent.incremental_by('received_date', fingerprints='int_received_days') }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with days as (
    select * from {{ ref('int_received_days') }}
),

delivered as (
    {{ intent.received_rows_to_read(ref('int_delivered_events'), this, is_incremental(), time_zone) }}
),

validated as (
    {{ intent.validated_events('delivered', var('intent_fold_plus_addresses')) }}
),

arrivals as (
    {{ intent.keyed_events('validated', time_zone) }}
),

candidates as {{ intent.materialized() }} (
    select
        *,
        '' as settled_status
    from arrivals
    {% if is_incremental() %}
    union all
    select *
    from ({{ intent.stored_days_with_copies(this, 'arrivals') }}) as stored
    {% endif %}
),

repeated_keys as (
    select event_key
    from candidates
    where reject_reason = '' and settled_status = ''
    group by event_key
    having count(*) > 1
),

-- The earliest received copy of an event counts; copies received in one instant are ordered by what they say. Rows of one key and
-- different checks are no copies: they are events that share 60 bits by chance, and each has a key of its own.
copies as (
    select
        *,
        1 as key_number,
        1 as copy_number
    from candidates
    where reject_reason <> '' or settled_status <> '' or event_key not in (select event_key from repeated_keys)
    union all
    select
        *,
        dense_rank() over (partition by event_key order by event_check) as key_number,
        row_number() over (
            partition by event_key, event_check
            order by
                received_at, occurred_at, event_kind_key, identifier_key, session_key nulls last, duration_seconds nulls last, campaign nulls last
        ) as copy_number
    from candidates
    where reject_reason = '' and settled_status = '' and event_key in (select event_key from repeated_keys)
),

published as (
    select
        copies.received_date,
        {{ intent.numbered_event_key('copies.event_key', 'copies.key_number') }} as event_key,
        copies.event_check,
        copies.event_kind_key,
        copies.identifier_key,
        copies.session_key,
        copies.campaign,
        case
            when copies.settled_status <> '' then copies.settled_status
            when copies.reject_reason <> '' then 'rejected'
            when copies.copy_number > 1 then 'duplicate'
            else 'accepted'
        end as row_status,
        copies.reject_reason,
        copies.rejected_row,
        copies.duration_seconds,
        copies.received_at,
        copies.occurred_at,
        copies.occurred_date,
        days.input_fingerprint
    from copies
    inner join days on copies.received_date = days.received_date
)

select * from published
