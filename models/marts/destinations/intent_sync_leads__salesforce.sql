{{ config(materialized='view') }}

with published as (
    {{ intent.destination_contacts('salesforce', 'lead', 'id', '__c') }}
)

select * from published
