{{ config(materialized='view') }}

with signals as (
    {{ intent.contact_signals(ref('int_as_of_dates')) }}
)

select * from signals
