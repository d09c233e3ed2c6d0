{{ config(materialized='view') }}

with sentences as (
    {{ intent.contact_sentences(ref('int_contact_signals_as_of'), ref('int_contact_doubts_as_of')) }}
),

lines as (
    select
        sentences.*,
        cast(null as date) as last_active_date
    from sentences
    union all
    select
        as_of_date,
        contact_id,
        'last_active' as place,
        cast(null as {{ intent.string_type() }}) as words,
        {{ intent.add_days('as_of_date', '-days_since_last_event_0') }} as last_active_date
    from {{ ref('int_contact_behaviour_as_of') }}
    where days_since_last_event_0 is not null
),

published as (
    select
        as_of_date,
        contact_id,
        {%- for place in ['reason_1', 'reason_2', 'reason_3', 'reason_down_1', 'reason_down_2', 'talking_point_1'] %}
        max(case place when '{{ place }}' then words end) as {{ place.replace('point_1', 'point') }},
        {%- endfor %}
        max(last_active_date) as last_active_date
    from lines
    group by as_of_date, contact_id
)

select * from published
