-- Of the 80% intervals of closed months, at least seven in ten held; asked once there are ten. Months that nobody could foresee are
-- news for whoever plans with the forecast and no fault of the build.
{{ config(severity='warn') }}
with forecasts as (
    select * from {{ ref('intent_forecast') }}
    where currency = 'all' and n_converted is not null
),

counts as (
    select
        count(*) as n_forecasts,
        sum(case when n_converted between lower_bound_conversions and upper_bound_conversions then 1 else 0 end) as n_held
    from forecasts
)

select * from counts
where n_forecasts >= 10 and n_held * 10 < n_forecasts * 7
