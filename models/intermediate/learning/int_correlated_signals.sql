with members as (
    select * from {{ ref('int_cohort_members') }}
    where is_conversion_window
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

features as (
    select * from {{ ref('int_signal_features_as_of') }}
    where value_micro > 0
),

totals as (
    select count(*) as n_all from members
),

present as (
    select
        members.as_of_date,
        members.contact_id,
        features.feature_name as signal_name
    from members
    inner join features on members.as_of_date = features.as_of_date and members.contact_id = features.contact_id
    inner join signals on features.feature_name = signals.signal_name
),

counts as (
    select
        signal_name,
        count(*) as n_present
    from present
    group by signal_name
),

together as (
    select
        present.signal_name,
        others.signal_name as correlated_signal,
        count(*) as n_together
    from present
    inner join present as others
        on
            present.as_of_date = others.as_of_date
            and present.contact_id = others.contact_id
            and present.signal_name <> others.signal_name
    group by present.signal_name, others.signal_name
),

-- Phi: the correlation of having one with having the other, over contact-months. Of fewer than ten it says nothing.
correlated as (
    select
        together.signal_name,
        together.correlated_signal,
        {{ intent.micro_units(intent.ratio(
            'together.n_together * totals.n_all - counts.n_present * other_counts.n_present',
            'sqrt(cast(counts.n_present * (totals.n_all - counts.n_present) as ' ~ intent.double_type() ~ '))'
            ~ ' * sqrt(cast(other_counts.n_present * (totals.n_all - other_counts.n_present) as ' ~ intent.double_type() ~ '))'
        )) }} as phi_micro
    from together
    inner join counts on together.signal_name = counts.signal_name
    inner join counts as other_counts on together.correlated_signal = other_counts.signal_name
    cross join totals
    where counts.n_present >= 10 and other_counts.n_present >= 10
),

ranked as (
    select
        *,
        row_number() over (partition by signal_name order by phi_micro desc, correlated_signal) as nth
    from correlated
    where phi_micro >= 600000
),

published as (
    select
        signal_name,
        correlated_signal,
        phi_micro
    from ranked
    where nth = 1
)

select * from published
