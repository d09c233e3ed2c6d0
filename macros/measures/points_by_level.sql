{# Contacts and converted of each number of points: of each quarter and version, of all together, and of each version where there are several. #}
{% macro points_by_level(examples) %}
with point_groups as (
    select
        scorecard_name,
        scorecard_version,
        split,
        quarter,
        points_micro,
        count(*) as n_contacts,
        cast(sum(n_converted) as bigint) as n_converted
    from {{ examples }}
    group by scorecard_name, scorecard_version, split, quarter, points_micro
),

several_versions as (
    select scorecard_name
    from point_groups
    group by scorecard_name
    having count(distinct scorecard_version) > 1
),

-- Each quarter of each version, all of them together, and each version where there are several.
levels as (
    select * from point_groups
    union all
    select
        scorecard_name,
        'all' as scorecard_version,
        split,
        'all' as quarter,
        points_micro,
        cast(sum(n_contacts) as bigint) as n_contacts,
        cast(sum(n_converted) as bigint) as n_converted
    from point_groups
    group by scorecard_name, split, points_micro
    union all
    select
        point_groups.scorecard_name,
        point_groups.scorecard_version,
        point_groups.split,
        'all' as quarter,
        point_groups.points_micro,
        cast(sum(point_groups.n_contacts) as bigint) as n_contacts,
        cast(sum(point_groups.n_converted) as bigint) as n_converted
    from point_groups
    inner join several_versions on point_groups.scorecard_name = several_versions.scorecard_name
    group by point_groups.scorecard_name, point_groups.scorecard_version, point_groups.split, point_groups.points_micro
)

select * from levels
{% endmacro %}
