with population as (
    select * from {{ ref('int_quality_population_as_of') }}
),

scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
),

versions as (
    select * from {{ ref('int_scorecard_versions') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

features as (
    select
        features.as_of_date,
        features.contact_id,
        features.feature_name,
        features.value_micro
    from {{ ref('int_signal_features_as_of') }} as features
    inner join signals on features.feature_name = signals.signal_name
    where features.value_micro > 0
),

totals as (
    select
        count(*) as n_contacts,
        sum(n_converted) as n_converted
    from population
    where split = 'train'
),

signal_counts as (
    select
        features.feature_name,
        count(*) as n_contacts,
        sum(population.n_converted) as n_converted
    from population
    inner join features on population.as_of_date = features.as_of_date and population.contact_id = features.contact_id
    where population.split = 'train'
    group by features.feature_name
),

-- The signal that alone tells converters from others best on the training dates: its share of the former minus that of the latter.
best_signal as (
    select signal_counts.feature_name
    from signal_counts
    cross join totals
    order by
        signal_counts.n_converted * (totals.n_contacts - totals.n_converted)
        - (signal_counts.n_contacts - signal_counts.n_converted) * totals.n_converted desc,
        signal_counts.feature_name
    limit 1
),

best_signal_values as (
    select features.*
    from features
    inner join best_signal on features.feature_name = best_signal.feature_name
),

examples as (
    select
        scores.scorecard_name,
        versions.scorecard_version,
        population.*,
        scores.points_micro
    from population
    inner join scores on population.as_of_date = scores.as_of_date and population.contact_id = scores.contact_id
    inner join versions
        on scores.scorecard_name = versions.scorecard_name and scores.as_of_date between versions.from_date and versions.last_date
    union all
    -- Another order on each date, by arithmetic modulo a prime.
    select
        'random_order' as scorecard_name,
        'baseline' as scorecard_version,
        population.*,
        population.contact_id % 1000003 * (7919 * {{ intent.days_between("date '2000-01-03'", 'population.as_of_date') }} + 12345) % 1000003
            as points_micro
    from population
    union all
    select
        'best_single_signal' as scorecard_name,
        'baseline' as scorecard_version,
        population.*,
        coalesce(best_signal_values.value_micro, 0) as points_micro
    from population
    left join best_signal_values
        on population.as_of_date = best_signal_values.as_of_date and population.contact_id = best_signal_values.contact_id
)

select * from examples
