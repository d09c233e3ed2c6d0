{%- set age = intent.seed_number('knots.age_days') -%}
{%- set share = intent.seed_number('knots.share') -%}

with curves as (
    {{ intent.seed_rows(ref('intent_decay_curves'), 'intent_decay_curves') }}
),

knots as (
    {{ intent.seed_rows(ref('intent_decay_knots'), 'intent_decay_knots') }}
),

ordered_knots as (
    select
        knots.curve_name || ' ' || knots.age_days as knot_name,
        knots.age_days,
        knots.share,
        {{ age }} > {{ intent.seed_number('curves.lifespan_days') }} as is_too_old,
        {{ share }} > lag({{ share }}) over (partition by knots.curve_name order by {{ age }}) as is_rising
    from knots
    inner join curves on knots.curve_name = curves.curve_name
),

errors as (
    {{ intent.configuration_checks('intent_decay_curves.csv', 'curves', [
        {'key': 'curve_name', 'column': 'shape',
            'is_wrong': "shape like 'knots%' and not exists (select 1 from knots where knots.curve_name = curves.curve_name and " ~ age ~ " = 0)",
            'message': 'the curve has no knot at age 0; allowed: a knots shape with such a row in intent_decay_knots.csv, half_life, none'},
    ]) }}
    union all
    {{ intent.configuration_checks('intent_decay_knots.csv', 'ordered_knots', [
        {'key': 'knot_name', 'column': 'age_days', 'is_wrong': 'is_too_old',
            'message': 'the knot never counts; allowed: up to lifespan_days of the curve in intent_decay_curves.csv'},
        {'key': 'knot_name', 'column': 'share', 'is_wrong': 'is_rising',
            'message': 'a signal cannot grow with age; allowed: the share of the knot before, or less'},
    ]) }}
)

select * from errors
