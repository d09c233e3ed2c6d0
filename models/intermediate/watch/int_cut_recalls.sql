{%- set capacity = intent.checked_var('intent_weekly_capacity', var('intent_weekly_capacity')) -%}

with classes as (
    select
        'all' as deal_size_class,
        {{ capacity }} as weekly_capacity
    union all
    select
        deal_size_class,
        weekly_capacity
    from {{ ref('stg_intent__deal_size_classes') }}
),

-- In the class of the date, and among all.
outcomes as (
    select
        classes.deal_size_class,
        outcomes.contact_id,
        outcomes.is_converted,
        {{ intent.add_days('outcomes.as_of_date', 'outcomes.days_to_conversion') }} as converted_date,
        scores.score
    from {{ ref('int_contact_outcomes_as_of') }} as outcomes
    inner join {{ ref('int_contact_scores_as_of') }} as scores
        on outcomes.as_of_date = scores.as_of_date and outcomes.contact_id = scores.contact_id
    inner join classes on classes.deal_size_class in ('all', scores.deal_size_class)
    where outcomes.is_conversion_window and scores.scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

bases as (
    select
        deal_size_class,
        {{ intent.ratio('sum(case when is_converted then 1 else 0 end)', 'count(*)') }} as base_rate
    from outcomes
    group by deal_size_class
),

-- A converter is found by a cut that its score reached on a date before it converted, within the window.
converters as (
    select
        deal_size_class,
        contact_id,
        converted_date,
        max(score) as best_score
    from outcomes
    where is_converted
    group by deal_size_class, contact_id, converted_date
),

recalls as (
    select
        classes.deal_size_class,
        classes.weekly_capacity,
        numbers.number as min_score,
        max(bases.base_rate) as base_rate,
        {{ intent.ratio('sum(case when converters.best_score >= numbers.number then 1 else 0 end)', 'count(converters.contact_id)') }} as recall
    from classes
    inner join {{ ref('stg_intent__whole_numbers') }} as numbers on numbers.number <= 100
    left join bases on classes.deal_size_class = bases.deal_size_class
    left join converters on classes.deal_size_class = converters.deal_size_class
    group by classes.deal_size_class, classes.weekly_capacity, numbers.number
)

select * from recalls
