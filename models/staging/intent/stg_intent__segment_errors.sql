{%- set seed = var('intent_segments_seed') -%}

with segments as (
    select * from {{ ref(seed) }}
),

floors as (
    select
        count(*) as n_segments,
        sum(case when trend in ('any', 'rising_or_flat') and {{ intent.seed_number('min_score') }} = 0 then 1 else 0 end) as n_floors_not_falling,
        sum(case when trend in ('any', 'falling') and {{ intent.seed_number('min_score') }} = 0 then 1 else 0 end) as n_floors_falling
    from segments
),

errors as (
    {{ intent.configuration_checks(seed ~ '.csv', 'segments', [
        {'key': 'segment_name', 'column': 'segment_name', 'is_wrong': intent.is_duplicate('segments', 'segment_name'),
            'message': 'the segment stands on more than one row; keep one'},
        {'key': 'segment_name', 'column': 'segment_rank', 'is_wrong': intent.is_duplicate('segments', 'segment_rank'),
            'message': 'the rank stands on more than one row; which segment is first?'},
        {'key': 'segment_name', 'column': 'segment_rank', 'is_wrong': intent.is_no_whole_number('segment_rank', 1, 1000),
            'message': 'allowed is a whole number, 1 or more'},
        {'key': 'segment_name', 'column': 'min_score', 'is_wrong': intent.is_no_whole_number('min_score', 0, 100),
            'message': 'allowed is a whole number from 0 to 100'},
        {'key': 'segment_name', 'column': 'trend', 'is_wrong': "coalesce(trend, '') not in ('any', 'rising_or_flat', 'falling')",
            'message': 'allowed are any, rising_or_flat, falling'},
        {'key': 'segment_name', 'column': 'exit_margin', 'is_wrong': intent.is_no_whole_number('exit_margin', 0, 100),
            'message': 'allowed is a whole number from 0 to 100'},
    ]) }}
    union all
    select
        '{{ seed }}.csv' as file_name,
        '' as key_value,
        'min_score' as column_name,
        '' as cell_value,
        'scores near 0 have no segment; one segment needs min_score 0 for trend any, or two for rising_or_flat and falling' as message
    from floors
    where n_segments = 0 or n_floors_not_falling = 0 or n_floors_falling = 0
)

select * from errors
