{{ config(materialized='view') }}

with published as (
    {{ intent.destination_contacts('hubspot', 'contact', 'hs_object_id') }}
)

select * from published
