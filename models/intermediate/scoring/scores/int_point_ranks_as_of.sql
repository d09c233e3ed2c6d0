{{ intent.incremental_by(['as_of_date', 'scorecard_name'], fingerprints='int_score_fingerprints') }}

with partitions as (
    {{ intent.partitions_to_build(ref('int_score_fingerprints'), ['as_of_date', 'scorecard_name'], this, is_incremental()) }}
),

contact_days as (
    select * from {{ ref('int_known_contact_days') }}
),

points as (
    select * from {{ ref('int_contact_points_as_of') }}
),

populations as (
    select
        partitions.as_of_date,
        partitions.scorecard_name,
        partitions.input_fingerprint,
        cast(sum(contact_days.n_contacts) as bigint) as n_all_contacts
    from partitions
    inner join contact_days on partitions.as_of_date >= contact_days.first_known_date
    group by partitions.as_of_date, partitions.scorecard_name, partitions.input_fingerprint
),

point_groups as (
    select
        points.as_of_date,
        points.scorecard_name,
        points.points_micro,
        count(*) as n_contacts
    from points
    inner join partitions on points.as_of_date = partitions.as_of_date and points.scorecard_name = partitions.scorecard_name
    group by points.as_of_date, points.scorecard_name, points.points_micro
),

-- Contacts without any feature are silent: they share the place of 0 points.
silent_contacts as (
    select
        populations.as_of_date,
        populations.scorecard_name,
        cast(0 as bigint) as points_micro,
        populations.n_all_contacts - cast(coalesce(sum(point_groups.n_contacts), 0) as bigint) as n_contacts
    from populations
    left join point_groups
        on populations.as_of_date = point_groups.as_of_date and populations.scorecard_name = point_groups.scorecard_name
    group by populations.as_of_date, populations.scorecard_name, populations.n_all_contacts
),

all_groups as (
    select * from point_groups
    union all
    select * from silent_contacts
),

merged_groups as (
    select
        as_of_date,
        scorecard_name,
        points_micro,
        cast(sum(n_contacts) as bigint) as n_contacts
    from all_groups
    group by as_of_date, scorecard_name, points_micro
),

running_totals as (
    select
        *,
        cast(sum(n_contacts) over (
            partition by as_of_date, scorecard_name
            order by points_micro
            rows between unbounded preceding and current row
        ) as bigint) as n_contacts_so_far
    from merged_groups
),

published as (
    select
        running_totals.as_of_date,
        running_totals.scorecard_name,
        running_totals.points_micro,
        running_totals.n_contacts_so_far - running_totals.n_contacts as n_below,
        populations.n_all_contacts - running_totals.n_contacts_so_far as n_above,
        populations.n_all_contacts,
        populations.input_fingerprint
    from running_totals
    inner join populations
        on running_totals.as_of_date = populations.as_of_date and running_totals.scorecard_name = populations.scorecard_name
)

select * from published
