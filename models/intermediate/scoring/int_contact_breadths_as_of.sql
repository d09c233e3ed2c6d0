{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='as_of_date',
    meta={'slices': 'int_as_of_fingerprints'}
) }}

with days as (
    {{ intent.visible_days_as_of(this, is_incremental(), 29 + 14) }}
),

fingerprints as (
    select * from {{ ref('int_as_of_fingerprints') }}
),

activity as (
    select * from {{ ref('int_contact_channel_days') }}
    where not is_leaking
),

channels as (
    select
        {%- for days_ago in [0, 7, 14] %}
        max(case when days.age_days between {{ days_ago }} and {{ days_ago + 29 }} then 1 else 0 end) as n_used_{{ days_ago }},
        {%- endfor %}
        days.as_of_date,
        activity.contact_id
    from days
    inner join activity
        on days.occurred_date = activity.occurred_date and {{ intent.is_visible_as_of('activity', 'days.as_of_date') }}
    group by days.as_of_date, activity.contact_id, activity.channel
),

breadths as (
    select
        {%- for days_ago in [0, 7, 14] %}
        cast(sum(n_used_{{ days_ago }}) as bigint) as channels_30_days_{{ days_ago }},
        {%- endfor %}
        as_of_date,
        contact_id
    from channels
    group by as_of_date, contact_id
),

published as (
    select
        breadths.as_of_date,
        breadths.contact_id,
        {%- for days_ago in [0, 7, 14] %}
        breadths.channels_30_days_{{ days_ago }},
        {%- endfor %}
        fingerprints.input_fingerprint
    from breadths
    inner join fingerprints on breadths.as_of_date = fingerprints.as_of_date
)

select * from published
