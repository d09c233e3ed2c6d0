{# A select of the weights of bins beyond the bin of absence of their feature, so that an absent feature costs no row and adds 0. A window,
   not a join of the weights with themselves: its size is known to a query planner, which otherwise groups all examples by bin first. #}
{% macro relative_weights(weights) -%}
    select
        scorecard_version,
        cell_number,
        weight_micro - absent_micro as weight_micro
    from (
        select
            scorecard_version,
            cell_number,
            n_absent,
            weight_micro,
            cast(sum(case when n_absent = 1 then weight_micro else 0 end) over (partition by scorecard_version, feature_number) as bigint)
                as absent_micro
        from {{ weights }}
    ) as beside_absence
    where n_absent = 0
{%- endmacro %}
