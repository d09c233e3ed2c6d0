{{ config(meta={'stands_for': [
    'int_feature_fingerprints', 'int_contact_signal_days', 'int_contact_channel_days', 'int_contact_active_days', 'int_signal_decay',
    'int_learned_cells', 'int_conversions', 'int_contact_lifecycles',
]}) }}

with features as (
    select * from {{ ref('int_feature_fingerprints') }}
),

cells as (
    select
        cell_number,
        feature_number,
        feature_name,
        bin,
        lower_bound_micro,
        upper_bound_micro,
        is_absent
    from {{ ref('int_learned_cells') }}
),

settings as (
    {{ intent.joint_fingerprint(['cells']) }}
),

conversions as (
    select
        contact_id,
        converted_date,
        known_date
    from {{ ref('int_conversions') }}
    where outcome = 'converted'
),

conversion_days as (
    select
        known_date,
        cast(sum({{ intent.row_fingerprint('conversions') }}) as bigint) as conversion_fingerprint
    from conversions
    group by known_date
),

visible_conversions as (
    select
        features.as_of_date,
        cast(sum(conversion_days.conversion_fingerprint) as bigint) as conversion_fingerprint
    from features
    inner join conversion_days on features.as_of_date >= conversion_days.known_date
    group by features.as_of_date
),

fingerprints as (
    select
        features.as_of_date,
        features.input_fingerprint + settings.input_fingerprint + coalesce(visible_conversions.conversion_fingerprint, 0)
            as input_fingerprint
    from features
    cross join settings
    left join visible_conversions on features.as_of_date = visible_conversions.as_of_date
)

select * from fingerprints
