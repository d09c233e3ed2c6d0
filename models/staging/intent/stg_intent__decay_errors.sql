with curves as (
    select * from {{ ref('intent_decay_curves') }}
),

knots as (
    select * from {{ ref('intent_decay_knots') }}
),

ordered_knots as (
    select
        curve_name,
        age_days,
        share,
        {{ intent.seed_number('share') }} > lag({{ intent.seed_number('share') }}) over (
            partition by curve_name
            order by {{ intent.seed_number('age_days') }}
        ) as is_rising,
        {{ intent.seed_number('age_days') }} = lag({{ intent.seed_number('age_days') }}) over (
            partition by curve_name
            order by {{ intent.seed_number('age_days') }}
        ) as is_repeated
    from knots
),

errors as (
    {{ intent.configuration_checks('intent_decay_curves.csv', 'curves', [
        {'key': 'curve_name', 'column': 'curve_name', 'is_wrong': intent.is_duplicate('curves', 'curve_name'),
            'message': 'the curve stands on more than one row; keep one'},
        {'key': 'curve_name', 'column': 'shape', 'is_wrong': "coalesce(shape, '') not in ('knots_linear', 'knots_step', 'half_life', 'none')",
            'message': 'allowed are knots_linear, knots_step, half_life, none'},
        {'key': 'curve_name', 'column': 'half_life_days', 'is_wrong': intent.is_no_number('half_life_days', '0.01', 10000),
            'message': 'allowed is a number of days above 0'},
        {'key': 'curve_name', 'column': 'lifespan_days', 'is_wrong': intent.is_no_whole_number('lifespan_days', 1, 900),
            'message': 'allowed is a whole number of days from 1 to 900'},
        {'key': 'curve_name', 'column': 'shape',
            'is_wrong': "shape like 'knots%' and curve_name not in (select knots.curve_name from knots where knots.age_days = '0')",
            'message': 'a knot curve needs knots in intent_decay_knots.csv, the first at age 0'},
    ]) }}
    union all
    {{ intent.configuration_checks('intent_decay_knots.csv', 'ordered_knots', [
        {'key': "curve_name || ' at ' || age_days", 'column': 'curve_name',
            'is_wrong': "coalesce(curve_name, '') not in (select curves.curve_name from curves)",
            'message': 'no such curve_name in intent_decay_curves.csv'},
        {'key': "curve_name || ' at ' || age_days", 'column': 'age_days', 'is_wrong': intent.is_no_whole_number('age_days', 0, 900),
            'message': 'allowed is a whole number of days from 0 to 900'},
        {'key': "curve_name || ' at ' || age_days", 'column': 'age_days', 'is_wrong': 'is_repeated',
            'message': 'the curve has this age twice'},
        {'key': "curve_name || ' at ' || age_days", 'column': 'share', 'is_wrong': intent.is_no_number('share', 0, 1),
            'message': 'allowed is a number from 0 to 1'},
        {'key': "curve_name || ' at ' || age_days", 'column': 'share', 'is_wrong': 'is_rising',
            'message': 'the share is higher than at the knot before; a signal cannot grow with age'},
    ]) }}
)

select * from errors
