{%- set behaviours = {
    'days_since_last_event': ('days', 'How recently active'),
    'events_7_days': ('count', 'How active in the last 7 days'),
    'events_30_days': ('count', 'How active in the last 30 days'),
    'events_90_days': ('count', 'How active in the last 90 days'),
    'active_days_30_days': ('count', 'On how many of the last 30 days active'),
    'distinct_signals': ('count', 'How many different signals'),
    'tenure_days': ('tenure', 'Since when known'),
    'events_ever': ('count', 'How active so far'),
    'conversions_before': ('count', 'Converted before'),
    'events_7_over_30': ('ratio', 'Activity in the last week against the month'),
    'events_30_over_90': ('ratio', 'Activity in the last month against the quarter'),
    'recency_over_gap': ('recency_over_gap', 'Time since the last activity against the usual time between'),
} %}

with signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

bins as (
    select
        feature_kind,
        lower_bound_micro,
        coalesce(lead(lower_bound_micro) over (partition by feature_kind order by lower_bound_micro), 1000000000000000) as upper_bound_micro,
        row_number() over (partition by feature_kind order by lower_bound_micro) as bin
    from {{ ref('stg_intent__learned_bins') }}
),

features as (
    select
        signal_name as feature_name,
        signal_name,
        description,
        kind,
        'amount' as feature_kind
    from signals
    union all
    select
        signal_name || '__days_since' as feature_name,
        signal_name,
        description,
        kind,
        'days' as feature_kind
    from signals
    {%- for feature_name, (feature_kind, description) in behaviours.items() %}
    union all
    select
        '{{ feature_name }}' as feature_name,
        '{{ feature_name }}' as signal_name,
        '{{ description }}' as description,
        'probabilistic' as kind,
        '{{ feature_kind }}' as feature_kind
    {%- endfor %}
),

-- A feature that a contact does not have is a bin too: after the longest time where it counts days, before the least of all others.
cells as (
    select
        features.feature_name,
        features.signal_name,
        features.description,
        features.kind,
        bins.lower_bound_micro,
        bins.upper_bound_micro,
        bins.bin,
        false as is_absent
    from features
    inner join bins on features.feature_kind = bins.feature_kind
    union all
    select
        features.feature_name,
        features.signal_name,
        features.description,
        features.kind,
        cast(null as bigint) as lower_bound_micro,
        cast(null as bigint) as upper_bound_micro,
        case when features.feature_kind in ('days', 'recency_over_gap') then max(bins.bin) + 1 else 0 end as bin,
        true as is_absent
    from features
    inner join bins on features.feature_kind = bins.feature_kind
    group by features.feature_name, features.signal_name, features.description, features.kind, features.feature_kind
),

numbered as (
    select
        *,
        row_number() over (order by feature_name, bin) as cell_number,
        dense_rank() over (order by feature_name) as feature_number
    from cells
)

select * from numbered
