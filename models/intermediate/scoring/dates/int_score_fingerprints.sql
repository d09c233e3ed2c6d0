{{ config(meta={'stands_for': [
    'int_feature_fingerprints', 'int_contact_signal_days', 'int_contact_channel_days', 'int_signal_decay', 'int_contacts',
    'int_known_contact_days', 'int_scorecards', 'int_segment_lookup',
]}) }}

with features as (
    select * from {{ ref('int_feature_fingerprints') }}
),

contact_days as (
    select * from {{ ref('int_known_contact_days') }}
),

scorecards as (
    select * from {{ ref('int_scorecards') }}
),

segment_lookup as (
    select * from {{ ref('int_segment_lookup') }}
),

configuration as (
    select * from {{ ref('int_configuration_hash') }}
),

-- The cells of every seed stand here too: a new seed makes new scores although no model names it.
settings as (
    {{ intent.joint_fingerprint(['scorecards', 'segment_lookup', 'configuration']) }}
),

visible_contacts as (
    select
        features.as_of_date,
        cast(sum({{ intent.row_fingerprint('contact_days') }}) as bigint) as contact_fingerprint
    from features
    inner join contact_days on features.as_of_date >= contact_days.first_known_date
    group by features.as_of_date
),

fingerprints as (
    select
        features.as_of_date,
        features.input_fingerprint + settings.input_fingerprint
        + 7 * coalesce(visible_contacts.contact_fingerprint, 0) as input_fingerprint
    from features
    cross join settings
    left join visible_contacts on features.as_of_date = visible_contacts.as_of_date
)

select * from fingerprints
