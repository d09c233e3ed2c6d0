{{ intent.cached_by_rows() }}
with signals as (
    {{ intent.contact_signals(ref('int_latest_as_of_date')) }}
)

select * from signals
