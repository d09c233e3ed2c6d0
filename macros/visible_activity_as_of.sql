{# What contacts did within so many days before each as-of date that is to be built, by day and channel. #}
{% macro visible_activity_as_of(stored_relation, is_incremental_run, most_days) -%}
    select
        days.as_of_date,
        days.input_fingerprint,
        days.age_days,
        activity.contact_id,
        activity.channel,
        activity.is_leaking,
        activity.n_events
    from (
        select
            dates.as_of_date,
            dates.input_fingerprint,
            numbers.number as age_days,
            {{ intent.add_days('dates.as_of_date', '-numbers.number') }} as occurred_date
        from ({{ intent.as_of_dates_to_build(stored_relation, is_incremental_run) }}) as dates
        inner join (select number from {{ ref('stg_intent__whole_numbers') }}) as numbers on numbers.number <= {{ most_days }}
    ) as days
    inner join (select * from {{ ref('int_contact_channel_days') }}) as activity
        on days.occurred_date = activity.occurred_date and {{ intent.is_visible_as_of('activity', 'days.as_of_date') }}
{%- endmacro %}
