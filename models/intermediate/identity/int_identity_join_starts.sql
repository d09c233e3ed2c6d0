-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with cores as (
    select * from {{ ref('int_identity_cores') }}
),

starts as (
    select
        core_key as identifier_key,
        first_seen_at as joined_at
    from cores
)

select * from starts
