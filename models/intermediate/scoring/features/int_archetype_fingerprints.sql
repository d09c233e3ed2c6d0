{{ config(meta={'stands_for': [
    'int_feature_fingerprints', 'int_contact_signal_days', 'int_known_contacts', 'int_contact_lifecycles', 'stg_intent__archetype_rules',
    'stg_intent__signals',
]}) }}

with features as (
    select * from {{ ref('int_feature_fingerprints') }}
),

contacts as (
    select * from {{ ref('int_known_contacts') }}
),

lifecycles as (
    select * from {{ ref('int_contact_lifecycles') }}
),

rules as (
    select * from {{ ref('stg_intent__archetype_rules') }}
),

-- Of points an archetype asks whether there are any, so another weight makes no other archetype.
signals as (
    select
        signal_name,
        tier,
        case when points_micro = 0 then 0 else 1 end as n_pointed
    from {{ ref('stg_intent__signals') }}
),

settings as (
    {{ intent.joint_fingerprint(['rules', 'signals']) }}
),

-- What is so of a contact, from when until when.
periods as (
    select
        first_known_date as from_date,
        date '9999-12-31' as last_date,
        {{ intent.row_fingerprint('contacts') }} as row_fingerprint
    from contacts
    union all
    select
        from_date,
        last_date,
        {{ intent.row_fingerprint('lifecycles') }} as row_fingerprint
    from lifecycles
),

period_days as (
    select
        from_date,
        last_date,
        sum(row_fingerprint) as period_fingerprint
    from periods
    group by from_date, last_date
),

visible as (
    select
        features.as_of_date,
        sum(period_days.period_fingerprint) as period_fingerprint
    from features
    inner join period_days on features.as_of_date between period_days.from_date and period_days.last_date
    group by features.as_of_date
),

published as (
    select
        features.as_of_date,
        cast(features.input_fingerprint + settings.input_fingerprint + coalesce(visible.period_fingerprint, 0) as bigint) as input_fingerprint
    from features
    cross join settings
    left join visible on features.as_of_date = visible.as_of_date
)

select * from published
