-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with links as (
    select * from {{ ref('int_identity_links') }}
    where
        reject_reason = ''
        and from_type <> 'anonymous_id'
        and to_type <> 'anonymous_id'
        and from_key <> to_key
),

both_ways as (
    select
        from_key,
        to_key,
        linked_at
    from links
    union all
    select
        to_key as from_key,
        from_key as to_key,
        linked_at
    from links
),

edges as (
    select
        from_key,
        to_key,
        min(linked_at) as linked_at
    from both_ways
    group by from_key, to_key
)

select * from edges
