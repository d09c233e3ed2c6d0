{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='as_of_date',
    meta={'slices': 'int_as_of_fingerprints'}
) }}

with dates as (
    {{ intent.as_of_dates_to_build(this, is_incremental()) }}
),

contact_days as (
    select * from {{ ref('int_known_contact_days') }}
),

scorecard_names as (
    select distinct scorecard_name from {{ ref('int_scorecards') }}
),

points as (
    select * from {{ ref('int_contact_points_as_of') }}
),

populations as (
    select
        dates.as_of_date,
        dates.input_fingerprint,
        cast(sum(contact_days.n_contacts) as bigint) as n_contacts
    from dates
    inner join contact_days on dates.as_of_date >= contact_days.first_known_date
    group by dates.as_of_date, dates.input_fingerprint
),

point_groups as (
    select
        points.as_of_date,
        points.scorecard_name,
        points.points_micro,
        count(*) as n_contacts
    from points
    inner join dates on points.as_of_date = dates.as_of_date
    group by points.as_of_date, points.scorecard_name, points.points_micro
),

scored_contacts as (
    select
        as_of_date,
        scorecard_name,
        sum(n_contacts) as n_contacts
    from point_groups
    group by as_of_date, scorecard_name
),

-- Contacts without any feature are silent: they share the place of 0 points.
groups_with_silent as (
    select
        as_of_date,
        scorecard_name,
        points_micro,
        n_contacts
    from point_groups
    union all
    select
        populations.as_of_date,
        scorecard_names.scorecard_name,
        cast(0 as bigint) as points_micro,
        populations.n_contacts - coalesce(scored_contacts.n_contacts, 0) as n_contacts
    from populations
    cross join scorecard_names
    left join scored_contacts
        on
            populations.as_of_date = scored_contacts.as_of_date
            and scorecard_names.scorecard_name = scored_contacts.scorecard_name
),

published as (
    select
        groups_with_silent.as_of_date,
        groups_with_silent.scorecard_name,
        groups_with_silent.points_micro,
        cast(sum(groups_with_silent.n_contacts) as bigint) as n_contacts,
        populations.n_contacts as n_all_contacts,
        populations.input_fingerprint
    from groups_with_silent
    inner join populations on groups_with_silent.as_of_date = populations.as_of_date
    group by
        groups_with_silent.as_of_date, groups_with_silent.scorecard_name, groups_with_silent.points_micro,
        populations.n_contacts, populations.input_fingerprint
)

select * from published
