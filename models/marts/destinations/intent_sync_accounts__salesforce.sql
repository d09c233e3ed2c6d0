{{ config(materialized='view') }}

with published as (
    {{ intent.destination_accounts('salesforce', 'id', '__c') }}
)

select * from published
