{%- set seed = var('intent_link_trust_seed') -%}

with trust as (
    {{ intent.seed_rows(ref(seed), 'intent_link_trust') }}
),

rests as (
    select count(*) as n_rests from trust
    where source_name = 'any'
),

errors as (
    select
        '{{ seed }}.csv' as file_name,
        'any' as key_value,
        'source_name' as column_name,
        '' as cell_value,
        'no row says how far a source is trusted that has no row of its own; add one with source_name any' as message
    from rests
    where n_rests = 0
)

select * from errors
