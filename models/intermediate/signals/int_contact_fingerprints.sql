{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with owners as (
    select * from {{ ref('int_identifier_owners') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

event_counts as (
    select * from {{ ref('int_identifier_event_counts') }}
),

bots as (
    select * from {{ ref('int_bot_events') }}
),

rules as (
    select * from {{ ref('stg_intent__signal_rules') }}
),

composites as (
    select * from {{ ref('stg_intent__composite_signals') }}
),

conditions as (
    select * from {{ ref('int_composite_conditions') }}
),

session_limits as (
    select * from {{ ref('stg_intent__composite_session_limits') }}
),

counting_rules as (
    select * from {{ ref('int_signal_counting_rules') }}
),

settings as (
    {{ intent.joint_fingerprint(
        ['rules', 'composites', 'conditions', 'session_limits', 'counting_rules'], setting=intent.time_zone_number(time_zone)
    ) }}
),

suspected as (
    select
        identifier_key,
        cast(sum({{ intent.row_fingerprint('bots') }}) as bigint) as bot_fingerprint
    from bots
    group by identifier_key
),

identifiers as (
    select
        owners.identifier_key,
        owners.contact_id,
        owners.linked_at,
        event_counts.n_events,
        event_counts.event_fingerprint,
        coalesce(suspected.bot_fingerprint, 0) as bot_fingerprint
    from owners
    inner join contacts on owners.contact_id = contacts.contact_id
    inner join event_counts on owners.identifier_key = event_counts.identifier_key
    left join suspected on owners.identifier_key = suspected.identifier_key
),

published as (
    select
        identifiers.contact_id,
        cast(sum({{ intent.row_fingerprint('identifiers') }}) + max(settings.input_fingerprint) as bigint) as input_fingerprint
    from identifiers
    cross join settings
    group by identifiers.contact_id
)

select * from published
