with members as (
    select * from {{ ref('int_cohort_members') }}
    where is_conversion_window
),

features as (
    select * from {{ ref('int_signal_features_as_of') }}
    where value_micro > 0
),

totals as (
    select
        count(*) as n_all_contacts,
        sum(case when is_converted then 1 else 0 end) as n_all_converters
    from members
),

with_signal as (
    select
        features.feature_name as signal_name,
        count(*) as n_contacts,
        sum(case when members.is_converted then 1 else 0 end) as n_converters
    from members
    inner join features on members.as_of_date = features.as_of_date and members.contact_id = features.contact_id
    group by features.feature_name
),

counts as (
    select
        with_signal.signal_name,
        with_signal.n_contacts,
        with_signal.n_converters,
        totals.n_all_contacts - with_signal.n_contacts as n_contacts_without,
        totals.n_all_converters - with_signal.n_converters as n_converters_without
    from with_signal
    cross join totals
)

select * from counts
