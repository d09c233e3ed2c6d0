{# The received day from which on there is enough to score, as a select of one row, of a CTE of received_date and n_events up to a day. A few
   events, at most a tenth of all or a single one, that half a year of silence follows are a wrong clock or a trial: the history starts
   after the last such silence. #}
{% macro first_dense_day(spine_days, latest_date) -%}
    with counted as (
        select
            received_date,
            lag(received_date) over (order by received_date) as date_before,
            sum(n_events) over (order by received_date rows between unbounded preceding and current row) - n_events as n_before,
            sum(n_events) over () as n_all
        from {{ spine_days }}
        where received_date <= date '{{ latest_date }}'
    ),

    starts as (
        select
            min(received_date) as first_date,
            max(case
                when {{ intent.days_between('date_before', 'received_date') }} > 182 and (n_before = 1 or n_before * 10 <= n_all)
                    then received_date
            end) as first_date_after_silence
        from counted
    )

    select coalesce(first_date_after_silence, first_date) as received_date from starts
{%- endmacro %}
