with members as (
    select * from {{ ref('int_cohort_members') }}
),

scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
),

scored as (
    select
        members.cohort_month,
        members.horizon_days,
        members.is_converted,
        scores.scorecard_name,
        scores.segment_name,
        scores.decile
    from members
    inner join scores on members.as_of_date = scores.as_of_date and members.contact_id = scores.contact_id
),

labelled as (
    select
        cohort_month,
        horizon_days,
        is_converted,
        scorecard_name,
        'segment' as cohort_kind,
        segment_name as cohort_value
    from scored
    union all
    select
        cohort_month,
        horizon_days,
        is_converted,
        scorecard_name,
        'decile' as cohort_kind,
        cast(decile as {{ intent.text_type() }}) as cohort_value
    from scored
),

counts as (
    select
        cohort_month,
        scorecard_name,
        cohort_kind,
        cohort_value,
        horizon_days,
        count(*) as n_contacts,
        sum(case when is_converted then 1 else 0 end) as n_converters
    from labelled
    group by cohort_month, scorecard_name, cohort_kind, cohort_value, horizon_days
)

select * from counts
