with members as (
    select * from {{ ref('int_cohort_members') }}
),

labels as (
    select * from {{ ref('int_cohort_labels_as_of') }}
),

counts as (
    select
        members.cohort_month,
        labels.scorecard_name,
        labels.cohort_kind,
        labels.cohort_value,
        members.horizon_days,
        count(*) as n_contacts,
        sum(case when members.is_converted then 1 else 0 end) as n_converters
    from members
    inner join labels on members.as_of_date = labels.as_of_date and members.contact_id = labels.contact_id
    group by members.cohort_month, labels.scorecard_name, labels.cohort_kind, labels.cohort_value, members.horizon_days
)

select * from counts
