{{ intent.cached_by_rows() }}
with contacts as (
    select * from {{ ref('int_known_contacts') }}
),

doubts as (
    {{ intent.contact_doubts(ref('int_latest_as_of_date'), ref('int_current_contact_signals')) }}
),

sentences as (
    {{ intent.contact_sentences(ref('int_current_contact_signals'), 'doubts') }}
),

behaviour as (
    select
        behaviour.contact_id,
        {{ intent.add_days('behaviour.as_of_date', '-behaviour.days_since_last_event_0') }} as last_active_date
    from {{ ref('int_contact_behaviour_as_of') }} as behaviour
    inner join {{ ref('int_latest_as_of_date') }} as as_of_dates on behaviour.as_of_date = as_of_dates.as_of_date
),

published as (
    select
        {%- for place in ['reason_1', 'reason_2', 'reason_3', 'reason_down_1', 'reason_down_2', 'talking_point_1'] %}
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
