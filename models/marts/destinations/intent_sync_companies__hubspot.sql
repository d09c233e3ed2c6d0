{{ config(materialized='view') }}

with published as (
    {{ intent.destination_accounts('hubspot', 'hs_object_id') }}
)

select * from published
