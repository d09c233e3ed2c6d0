{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

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

-- What sales said in the week, by the segment at its end.
feedback as (
    select
        segments.as_of_date,
        segments.segment_name,
        count(*) as n_feedback,
        cast(sum(case when feedback.disposition = 'override' then 1 else 0 end) as bigint) as n_overrides
    from {{ ref('int_contact_feedback') }} as feedback
    inner join {{ ref('int_contact_segments_as_of') }} as segments
        on
            feedback.contact_id = segments.contact_id
            and {{ intent.days_between(intent.business_date('feedback.noted_at', time_zone), 'segments.as_of_date') }} between 0 and 6
    group by segments.as_of_date, segments.segment_name
),

-- Every bin on every date; who shows nothing of a measure is in its bin 0.
filled as (
    select
        dates.as_of_date,
        dates.n_active,
        names.measure_kind,
        names.measure_name,
        names.bin,
        cast(case
            when names.bin = 0 and names.measure_kind <> 'score' then dates.n_active - coalesce(sum(bins.n_contacts) over of_measure, 0)
            else coalesce(bins.n_contacts, 0)
        end as bigint) as n_contacts,
        cast(coalesce(bins.n_closed, 0) as bigint) as n_closed,
        cast(coalesce(bins.n_converted, 0) as bigint) as n_converted,
        cast(case when names.bin = 1 then coalesce(feedback.n_feedback, 0) else 0 end as bigint) as n_feedback,
        cast(case when names.bin = 1 then coalesce(feedback.n_overrides, 0) else 0 end as bigint) as n_overrides
    from dates
    cross join names
    left join bins
        on
            dates.as_of_date = bins.as_of_date
            and names.measure_kind = bins.measure_kind
            and names.measure_name = bins.measure_name
            and names.bin = bins.bin
    left join feedback
        on
            dates.as_of_date = feedback.as_of_date
            and names.measure_name = feedback.segment_name
            and names.measure_kind = 'segment'
    window of_measure as (partition by dates.as_of_date, names.measure_kind, names.measure_name)
)

select * from filled
