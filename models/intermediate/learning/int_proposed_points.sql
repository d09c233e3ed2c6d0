with signals as (
    select
        *,
        min(points_micro) over (partition by tier) as lowest_points_micro,
        max(points_micro) over (partition by tier) as highest_points_micro
    from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

-- Of several versions the latest one proposes.
learned as (
    select
        *,
        row_number() over (partition by signal_name order by scorecard_version desc) as nth
    from {{ ref('int_learned_signal_points') }}
),

-- 95 of 100 normal draws lie within 1.96 standard errors.
bounded as (
    select
        learned.signal_name,
        learned.points_micro,
        {{ intent.rounded_divide('196 * errors.points_error_micro', 100) }} as half_width_micro
    from learned
    left join {{ ref('int_signal_point_errors') }} as errors on learned.signal_name = errors.signal_name
    where learned.nth = 1
),

published as (
    select
        signals.signal_name,
        {%- for name, points in [
            ('proposed_points_micro', 'bounded.points_micro'),
            ('low_points_micro', 'bounded.points_micro - bounded.half_width_micro'),
            ('high_points_micro', 'bounded.points_micro + bounded.half_width_micro'),
        ] %}
        case
            when {{ points }} is not null
                then least(greatest({{ points }}, signals.lowest_points_micro), signals.highest_points_micro)
        end as {{ name }},
        {%- endfor %}
        least(greatest(bounded.points_micro, signals.lowest_points_micro), signals.highest_points_micro) - signals.points_micro
            as points_difference_micro
    from signals
    inner join bounded on signals.signal_name = bounded.signal_name
)

select * from published
