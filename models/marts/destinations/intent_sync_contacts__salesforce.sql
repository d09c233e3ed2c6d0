{{ config(materialized='view') }}

with published as (
    {{ intent.destination_contacts('salesforce', 'contact', 'id', '__c') }}
)

select * from published
