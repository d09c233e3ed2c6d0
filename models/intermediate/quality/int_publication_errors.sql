{{ config(materialized='gate', meta={
    'sentence': 'What is to be published is not what was to be expected, by {} sign(s); intent_sync_contacts stays as it was.'
}) }}
{%- set string = intent.string_type() -%}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}
{%- set accepted = intent.checked_var('intent_accept_volume_change', var('intent_accept_volume_change')) -%}
{%- set is_before = 'source_days.received_date < checked_days.checked_date and source_days.received_date >= '
    ~ intent.add_days('checked_days.checked_date', '-7') %}

with contacts as (
    select
        cast(synced.contact_id as {{ string }}) as contact_id,
        scores.segment_name as intent_segment
    from {{ ref('int_current_contact_scores') }} as scores
    inner join {{ ref('int_contacts') }} as synced on scores.contact_id = synced.contact_id and coalesce(synced.crm_id, synced.email) is not null
),

as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

source_days as (
    select * from {{ ref('int_received_source_days') }}
),

published_before as (
    {{ intent.published_contacts() }}
),

-- A day that is not over may still bring everything: then the day before is looked at.
checked_days as (
    select
        as_of_date,
        case
            when as_of_date < {{ intent.business_date('built_at', time_zone) }} then as_of_date
            else {{ intent.add_days('as_of_date', '-1') }}
        end as checked_date
    from as_of_dates
),

counts as (
    select
        count(published_before.contact_id) as n_before,
        sum(case when contacts.contact_id is not null then 1 else 0 end) as n_both,
        sum(case when contacts.intent_segment <> published_before.intent_segment then 1 else 0 end) as n_moved,
        (select count(synced.contact_id) from contacts as synced) as n_contacts,
        coalesce((select max(as_of_dates.as_of_date) from as_of_dates), cast(max(published_before.changed_at) as date)) as accept_date
    from published_before
    left join contacts on published_before.contact_id = contacts.contact_id
),

-- Regular: on each of the 7 days before, or since its first one, and 5 rows a day at least.
sources as (
    select
        source_days.source_name,
        checked_days.checked_date,
        {{ intent.days_between('min(source_days.received_date)', 'checked_days.checked_date') }} as n_days_since_first,
        sum(case when {{ is_before }} then 1 else 0 end) as n_days_before,
        sum(case when {{ is_before }} then source_days.n_delivered else 0 end) as n_rows_before,
        sum(case when source_days.received_date = checked_days.checked_date then 1 else 0 end) as n_days
    from source_days
    inner join checked_days on source_days.received_date <= checked_days.checked_date
    group by source_days.source_name, checked_days.checked_date
),

signs as (
    select
        'contact_id' as column_name,
        'contacts would be ' || cast(n_contacts as {{ string }}) || ', and were ' || cast(n_before as {{ string }}) as sign
    from counts
    where (n_before > 0 and n_contacts = 0) or (n_before >= 10 and n_contacts * 2 <= n_before)
    union all
    select
        'intent_segment' as column_name,
        cast(n_moved as {{ string }}) || ' of ' || cast(n_both as {{ string }}) || ' contacts would be in another segment' as sign
    from counts
    where n_both >= 20 and n_moved * 5 > n_both
    union all
    select
        'received_at' as column_name,
        'source ' || source_name || ' delivered ' || cast(n_rows_before as {{ string }}) || ' rows in the '
        || cast(n_days_before as {{ string }}) || ' day(s) before ' || cast(checked_date as {{ string }}) || ' and none on it' as sign
    from sources
    where n_days = 0 and n_days_before > 0 and n_days_before in (n_days_since_first, 7) and n_rows_before >= 5 * n_days_before
),

errors as (
    select
        'intent_sync_contacts' as file_name,
        '' as key_value,
        signs.column_name,
        '' as cell_value,
        signs.sign || '; if that is right, let it pass once by intent_accept_volume_change: ''' || cast(counts.accept_date as {{ string }})
        || '''' as message
    from signs
    cross join counts
    where counts.n_before > 0 and cast(counts.accept_date as {{ string }}) <> '{{ accepted }}'
)

select * from errors
