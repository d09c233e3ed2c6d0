with members as (
    select * from {{ ref('int_cohort_members') }}
),

labels as (
    select * from {{ ref('int_cohort_labels_as_of') }}
),

-- A contact is new in the first of the months in which it is in this cohort, a converter in the first in which it converted there.
labelled as (
    select
        members.cohort_month,
        members.as_of_date,
        labels.scorecard_name,
        labels.cohort_kind,
        labels.cohort_value,
        members.horizon_days,
        members.is_converted,
        row_number() over (
            partition by members.contact_id, labels.scorecard_name, labels.cohort_kind, labels.cohort_value, members.horizon_days
            order by members.cohort_month
        ) as nth_month,
        row_number() over (
            partition by
                members.contact_id, labels.scorecard_name, labels.cohort_kind, labels.cohort_value, members.horizon_days, members.is_converted
            order by members.cohort_month
        ) as nth_month_of_outcome
    from members
    inner join labels on members.as_of_date = labels.as_of_date and members.contact_id = labels.contact_id
),

counts as (
    select
        cohort_month,
        as_of_date,
        scorecard_name,
        cohort_kind,
        cohort_value,
        horizon_days,
        count(*) as n_contacts,
        sum(case when is_converted then 1 else 0 end) as n_converters,
        sum(case when nth_month = 1 then 1 else 0 end) as n_new_contacts,
        sum(case when is_converted and nth_month_of_outcome = 1 then 1 else 0 end) as n_new_converters
    from labelled
    group by cohort_month, as_of_date, scorecard_name, cohort_kind, cohort_value, horizon_days
)

select * from counts
