with conversions as (
    select * from {{ ref('int_conversions') }}
),

-- From this day on a contact is out of the population: lost, disqualified or, unless conversions repeat, converted.
closures as (
    select
        contact_id,
        min(converted_date) as closed_date
    from conversions
    {% if var('intent_conversions_repeat') %}
    where outcome <> 'converted'
    {% endif %}
    group by contact_id
)

select * from closures
