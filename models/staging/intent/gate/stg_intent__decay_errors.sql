{%- set curves_seed = var('intent_decay_curves_seed', 'intent_decay_curves') -%}
{%- set knots_seed = var('intent_decay_knots_seed', 'intent_decay_knots') -%}
{%- set age, share = intent.seed_number('age_days'), intent.seed_number('share') -%}

with curves as (
    {{ intent.seed_rows(ref(curves_seed), 'intent_decay_curves') }}
),

knots as (
    select
        *,
        curve_name || ' ' || age_days as knot_name,
        lag({{ share }}) over (partition by curve_name order by {{ age }}) as share_before
    from ({{ intent.seed_rows(ref(knots_seed), 'intent_decay_knots') }}) as knot_rows
),

errors as (
    {{ intent.configuration_checks(curves_seed ~ '.csv', 'curves', [
        {'key': 'curve_name', 'column': 'shape',
            'is_wrong': "shape like 'knots%' and not exists (select 1 from knots where knots.curve_name = curves.curve_name and " ~ age ~ " = 0)",
            'message': 'the curve has no knot at age 0; allowed: a knots shape with such a row in ' ~ knots_seed ~ '.csv, half_life, none'},
    ]) }}
    union all
    {{ intent.configuration_checks(knots_seed ~ '.csv', 'knots', [
        {'key': 'knot_name', 'column': 'age_days', 'is_wrong': "exists (select 1 from curves where curves.curve_name = knots.curve_name and "
                ~ age ~ " > " ~ intent.seed_number('curves.lifespan_days') ~ ")",
            'message': 'the knot never counts; allowed: up to lifespan_days of the curve in ' ~ curves_seed ~ '.csv'},
        {'key': 'knot_name', 'column': 'share',
            'is_wrong': share ~ ' > share_before and curve_name in (select curves.curve_name from curves)',
            'message': 'a signal cannot grow with age; allowed: the share of the knot before, or less'},
    ]) }}
)

select * from errors
