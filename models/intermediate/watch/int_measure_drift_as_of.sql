with bins as (
    select * from {{ ref('int_weekly_shares_as_of') }}
),

-- The reference of a date is the 26 dates of the grid before it.
compared as (
    select
        *,
        count(*) over reference as n_reference_dates,
        cast(sum(n_contacts) over reference as bigint) as n_reference_contacts,
        cast(sum(n_active) over reference as bigint) as n_reference_active,
        cast(sum(n_closed) over reference as bigint) as n_reference_closed,
        cast(sum(n_converted) over reference as bigint) as n_reference_converted,
        count(*) over (partition by as_of_date, measure_kind, measure_name) as n_bins
    from bins
    window reference as (
        partition by measure_kind, measure_name, bin
        order by as_of_date desc
        rows between 1 following and 26 following
    )
),

shares as (
    select
        *,
        {{ intent.ratio('n_contacts + 0.5', 'n_active + 0.5 * n_bins') }} as share,
        {{ intent.ratio('n_reference_contacts + 0.5', 'n_reference_active + 0.5 * n_bins') }} as reference_share,
        (n_bins - 1 + 4 * sqrt(2.0 * (n_bins - 1))) * ({{ intent.ratio('1', 'n_active') }} + {{ intent.ratio('1', 'n_reference_active') }})
            as by_chance
    from compared
),

-- The population stability index, and how far it goes by chance: a chi-square with as many degrees as there are bins less one.
indices as (
    select
        as_of_date,
        measure_kind,
        measure_name,
        max(n_active) as n_active,
        max(n_reference_dates) as n_reference_dates,
        max(n_reference_active) as n_reference_active,
        sum(case when bin > 0 then n_contacts else 0 end) as n_contacts,
        sum(case when bin > 0 then n_reference_contacts else 0 end) as n_reference_contacts,
        sum(case when bin > 0 then n_closed else 0 end) as n_closed,
        sum(case when bin > 0 then n_converted else 0 end) as n_converted,
        sum(case when bin > 0 then n_reference_closed else 0 end) as n_reference_closed,
        sum(case when bin > 0 then n_reference_converted else 0 end) as n_reference_converted,
        cast(sum({{ intent.micro_units('(share - reference_share) * ln(share / reference_share)') }}) as bigint) as psi_micro,
        cast(sum(n_feedback) as bigint) as n_feedback,
        sum(n_overrides) as n_overrides,
        max(by_chance) as psi_by_chance
    from shares
    group by as_of_date, measure_kind, measure_name
),

-- Mailings of every second week are no drift: a week must be further off than each of the 13 before it.
ranged as (
    select
        *,
        max(psi_micro) over (
            partition by measure_kind, measure_name
            order by as_of_date
            rows between 13 preceding and 1 preceding
        ) as highest_psi_micro,
        measure_kind = 'volume' as is_volume
    from indices
),

published as (
    select
        as_of_date,
        measure_kind,
        measure_name,
        case
            when n_reference_dates < 13 then 'no reference yet'
            when is_volume and 2 * n_contacts * n_reference_dates < n_reference_contacts then 'drift'
            when is_volume and n_contacts * n_reference_dates > 2 * n_reference_contacts then 'drift'
            when n_active < 30 then 'too few contacts'
            when is_volume or psi_micro < 200000 or psi_micro < 1000000 * psi_by_chance then 'stable'
            when 2 * psi_micro > 3 * highest_psi_micro then 'drift'
            else 'stable'
        end as status,
        cast(n_active as bigint) as n_active_contacts,
        {{ intent.ratio('n_contacts', 'n_active') }} as share,
        {{ intent.ratio('n_reference_contacts', 'n_reference_active') }} as reference_share,
        case when not is_volume and n_reference_dates >= 13 then psi_micro end as psi_micro,
        {{ intent.ratio('n_converted', 'n_closed') }} as conversion_rate,
        case when n_closed > 0 then {{ intent.ratio('n_reference_converted', 'n_reference_closed') }} end as reference_conversion_rate,
        n_feedback,
        {{ intent.ratio('n_overrides', 'n_feedback') }} as override_rate
    from ranged
)

select * from published
