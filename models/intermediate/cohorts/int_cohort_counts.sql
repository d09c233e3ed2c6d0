{%- set cohort = 'scorecard_name, cohort_kind, cohort_value, horizon_days' -%}

with members as (
    select * from {{ ref('int_cohort_members') }}
),

labels as (
    select * from {{ ref('int_cohort_labels_as_of') }}
),

labelled as (
    select
        members.cohort_month,
        members.as_of_date,
        members.contact_id,
        labels.scorecard_name,
        labels.cohort_kind,
        labels.cohort_value,
        members.horizon_days,
        members.is_converted
    from members
    inner join labels on members.as_of_date = labels.as_of_date and members.contact_id = labels.contact_id
),

-- A contact is new in the first of the months in which it is in this cohort, a converter in the first in which it converted there.
-- Months of a horizon have one date each, so the least month and the least date are of the same row.
first_months as (
    select
        min(cohort_month) as cohort_month,
        min(as_of_date) as as_of_date,
        min(case when is_converted then cohort_month end) as converted_month,
        min(case when is_converted then as_of_date end) as converted_date,
        {{ cohort }}
    from labelled
    group by contact_id, {{ cohort }}
),

counted as (
    select
        cohort_month,
        as_of_date,
        {{ cohort }},
        count(*) as n_contacts,
        sum(case when is_converted then 1 else 0 end) as n_converters,
        0 as n_new_contacts,
        0 as n_new_converters
    from labelled
    group by cohort_month, as_of_date, {{ cohort }}
    union all
    select
        cohort_month,
        as_of_date,
        {{ cohort }},
        0 as n_contacts,
        0 as n_converters,
        count(*) as n_new_contacts,
        0 as n_new_converters
    from first_months
    group by cohort_month, as_of_date, {{ cohort }}
    union all
    select
        converted_month as cohort_month,
        converted_date as as_of_date,
        {{ cohort }},
        0 as n_contacts,
        0 as n_converters,
        0 as n_new_contacts,
        count(*) as n_new_converters
    from first_months
    where converted_date is not null
    group by converted_month, converted_date, {{ cohort }}
),

counts as (
    select
        cohort_month,
        as_of_date,
        {{ cohort }},
        cast(sum(n_contacts) as bigint) as n_contacts,
        cast(sum(n_converters) as bigint) as n_converters,
        cast(sum(n_new_contacts) as bigint) as n_new_contacts,
        cast(sum(n_new_converters) as bigint) as n_new_converters
    from counted
    group by cohort_month, as_of_date, {{ cohort }}
)

select * from counts
