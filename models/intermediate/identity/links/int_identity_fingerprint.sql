{{ config(meta={'stands_for': [
    'int_identity_links', 'int_identifiers', 'int_contact_versions', 'stg_intent__excluded_domains', 'stg_intent__erasure_requests',
    'stg_intent__unlinks',
]}) }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}
{%- set max_identifiers = var('intent_max_identifiers_per_contact') | int -%}
{%- set max_emails = var('intent_max_emails_per_contact') | int -%}

with links as (
    select * from {{ ref('int_identity_links') }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

contact_versions as (
    select * from {{ ref('int_contact_versions') }}
),

excluded_domains as (
    select * from {{ ref('stg_intent__excluded_domains') }}
),

erasure_requests as (
    select * from {{ ref('stg_intent__erasure_requests') }}
),

unlinks as (
    select * from {{ ref('stg_intent__unlinks') }}
),

-- Caps and time zone are a setting: what reads them has the same rows above it with another one.
published as (
    {{ intent.joint_fingerprint(
        ['links', 'identifiers', 'contact_versions', 'excluded_domains', 'erasure_requests', 'unlinks'],
        setting=max_identifiers * 1000000 + max_emails + (intent.time_zone_number(time_zone) | int) * 1000000000000
    ) }}
)

select * from published
