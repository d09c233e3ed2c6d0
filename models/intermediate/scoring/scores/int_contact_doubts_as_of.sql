{{ config(materialized='view') }}

with doubts as (
    {{ intent.contact_doubts(ref('int_as_of_dates'), ref('int_contact_signals_as_of')) }}
)

select * from doubts
