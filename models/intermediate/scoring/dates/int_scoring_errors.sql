{{ config(materialized='gate', meta={'sentence': 'What is to be scored has {} fault(s); no score was changed.'}) }}
{%- set string = intent.string_type() -%}
{%- set chosen = intent.checked_var('intent_as_of_date', var('intent_as_of_date')) -%}
{%- set start = intent.checked_var('intent_history_start_date', var('intent_history_start_date')) -%}
{%- set percent = intent.checked_var('intent_max_rejected_percent', var('intent_max_rejected_percent')) -%}

with received as (
    select * from {{ ref('int_received_events') }}
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
),

outcomes as (
    select * from {{ ref('int_delivered_conversions') }}
),

as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
),

buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

decay as (
    select * from {{ ref('int_signal_decay') }}
),

rejections as (
    {{ intent.rejections_to_stop_for('received', 'kinds', 'outcomes', percent) }}
),

dates as (
    select
        count(*) as n_dates,
        min(as_of_date) as first_date,
        max(as_of_date) as last_date
    from as_of_dates
),

errors as (
    select
        'source ' || source_name as file_name,
        '' as key_value,
        column_name,
        coalesce(example, '') as cell_value,
        cast(n_rows as {{ string }}) || ' of ' || cast(n_delivered as {{ string }}) || ' ' || contract_name || scope
        || ' are rejected, with the reason: ' || reject_reason || '; correct what the source delivers, or let it pass by a greater '
        || 'intent_max_rejected_percent ({{ percent }})' as message
    from rejections
    union all
    select
        'dbt_project.yml' as file_name,
        'vars' as key_value,
        'intent_history_start_date' as column_name,
        '{{ start }}' as cell_value,
        'the history would have ' || cast(n_dates as {{ string }}) || ' as-of dates, from ' || cast(first_date as {{ string }}) || ' to '
        || cast(last_date as {{ string }}) || '; allowed: a later day, or more intent_history_step_days, for at most 1500' as message
    from dates
    where n_dates > 1500
    union all
    select
        'sources' as file_name,
        '' as key_value,
        'received_at' as column_name,
        cast(received_date as {{ string }}) as cell_value,
        'every event was received after the day of this run; correct the clock of the source' as message
    from (select min(case when row_status = 'accepted' then received_date end) as received_date from received) as first_day
    where received_date is not null and not exists (select 1 from as_of_dates)
    {%- if chosen %}
    union all
    select
        'dbt_project.yml' as file_name,
        'vars' as key_value,
        'intent_as_of_date' as column_name,
        '{{ chosen }}' as cell_value,
        'no contact is active on this day: nothing that is known by then still counts; allowed: null or a day with events shortly before it '
        || '(the latest that means something is of ' || cast(last_date as {{ string }}) || ')' as message
    from (select max(occurred_date) as last_date from buckets) as latest
    where
        last_date is not null
        and not exists (
            select 1
            from as_of_dates
            inner join buckets on {{ intent.is_visible_as_of('buckets', 'as_of_dates.as_of_date') }}
            inner join decay
                on
                    buckets.signal_name = decay.signal_name
                    and {{ intent.days_between('buckets.occurred_date', 'as_of_dates.as_of_date') }} = decay.age_days
            where as_of_dates.is_current and decay.share_micro > 0
        )
    {%- endif %}
)

select * from errors
