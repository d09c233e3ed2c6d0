with bins as (
    select * from {{ ref('int_weekly_bins_as_of') }}
),

dates as (
    select
        as_of_date,
        max(n_active) as n_active
    from bins
    group by as_of_date
),

names as (
    select distinct
        measure_kind,
        measure_name,
        bin
    from bins
    union
    select distinct
        measure_kind,
        measure_name,
        0 as bin
    from bins
),

-- Every bin on every date; who shows nothing of a measure is in its bin 0.
filled as (
    select
        dates.as_of_date,
        dates.n_active,
        names.measure_kind,
        names.measure_name,
        names.bin,
        case
            when names.bin = 0 and names.measure_kind <> 'score' then dates.n_active - coalesce(sum(bins.n_contacts) over of_measure, 0)
            else coalesce(bins.n_contacts, 0)
        end as n_contacts,
        coalesce(bins.n_closed, 0) as n_closed,
        coalesce(bins.n_converted, 0) as n_converted
    from dates
    cross join names
    left join bins
        on
            dates.as_of_date = bins.as_of_date
            and names.measure_kind = bins.measure_kind
            and names.measure_name = bins.measure_name
            and names.bin = bins.bin
    window of_measure as (partition by dates.as_of_date, names.measure_kind, names.measure_name)
)

select * from filled
