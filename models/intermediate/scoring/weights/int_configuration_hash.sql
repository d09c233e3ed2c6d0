with lines as (
    select
        'signals|' || signal_name || '|' || tier || '|' || channel || '|' || kind || '|' || decay_curve || '|' || leak_risk
        || '|' || points_micro || '|' || max_points_micro || '|' || max_events_per_day as line
    from {{ ref('stg_intent__signals') }}
    union all
    select 'decay|' || curve_name || '|' || age_days || '|' || share_micro as line
    from {{ ref('int_decay_shares') }}
    union all
    select 'segments|' || segment_name || '|' || segment_rank || '|' || min_score || '|' || trend || '|' || exit_margin as line
    from {{ ref('stg_intent__segments') }}
    union all
    select
        'scorecards|' || scorecard_name || '|' || feature_name || '|' || lower_bound_micro || '|' || upper_bound_micro
        || '|' || base_points_micro || '|' || points_per_unit_micro as line
    from {{ ref('stg_intent__scorecards') }}
    union all
    select
        'composites|' || signal_name || '|' || from_signal_like || '|' || measure || '|' || scope || '|' || unless_signal_like
        || '|' || window_days || '|' || min_count as line
    from {{ ref('stg_intent__composite_signals') }}
    union all
    select
        'rules|' || rule_order || '|' || source_name_like || '|' || event_name_like || '|' || event_target_like
        || '|' || signal_name as line
    from {{ ref('stg_intent__signal_rules') }}
),

-- The gate is empty or the run has stopped: reading it here keeps every score behind it.
gate as (
    select count(*) as n_errors from {{ ref('stg_intent__configuration_errors') }}
),

hashed as (
    select cast(sum({{ intent.integer_divide(intent.stable_key('line'), '1048576') }}) as bigint) as configuration_number
    from lines
    cross join gate
    where gate.n_errors = 0
),

published as (
    select
        configuration_number,
        substr(md5(cast(configuration_number as {{ intent.text_type() }})), 1, 12) as configuration_hash
    from hashed
)

select * from published
