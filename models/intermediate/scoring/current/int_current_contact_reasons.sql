with contacts as (
    select * from {{ ref('int_known_contacts') }}
),

signals as (
    select * from {{ ref('int_current_contact_signals') }}
    where points_micro > 0
),

talking_points as (
    select * from {{ ref('stg_intent__talking_points') }}
),

behaviour as (
    select
        behaviour.contact_id,
        {{ intent.add_days('behaviour.as_of_date', '-behaviour.days_since_last_event_0') }} as last_active_date
    from {{ ref('int_contact_behaviour_as_of') }} as behaviour
    inner join {{ ref('int_latest_as_of_date') }} as as_of_dates on behaviour.as_of_date = as_of_dates.as_of_date
),

-- By the column that a sentence stands in.
sentences as (
    select
        signals.contact_id,
        'talking_point_' || row_number() over (partition by signals.contact_id order by signals.points_rank) as place,
        talking_points.talking_point as words
    from signals
    inner join talking_points on signals.signal_name = talking_points.signal_name
    union all
    select
        contact_id,
        'reason_down_' || effect_rank as place,
        reason as words
    from {{ ref('int_current_contact_doubts') }}
),

published as (
    select
        {%- for place in ['reason_down_1', 'reason_down_2', 'talking_point_1'] %}
        max(case sentences.place when '{{ place }}' then sentences.words end) as {{ place.replace('point_1', 'point') }},
        {%- endfor %}
        contacts.contact_id,
        max(behaviour.last_active_date) as last_active_date
    from contacts
    left join sentences on contacts.contact_id = sentences.contact_id
    left join behaviour on contacts.contact_id = behaviour.contact_id
    group by contacts.contact_id
)

select * from published
