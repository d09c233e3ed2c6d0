{# A select of the weights after one damped Newton round over all features side by side: a trend over the bins of a feature, hardly shrunk,
   and what each bin is beyond it, shrunk by 50 pseudo-units of curvature. A version without rounds left stays as it is. #}
{% macro next_weights(weights, cell_sums, totals) -%}
    with present as (
        select
            weights.*,
            coalesce(cell_sums.gradient_micro, 0) as gradient_micro,
            coalesce(cell_sums.curvature_micro, 0) as curvature_micro
        from {{ weights }} as weights
        left join {{ cell_sums }} as cell_sums
            on weights.scorecard_version = cell_sums.scorecard_version and weights.cell_number = cell_sums.cell_number
    ),

    feature_sums as (
        select
            scorecard_version,
            feature_number,
            cast(sum(gradient_micro) as bigint) as gradient_micro,
            cast(sum(curvature_micro) as bigint) as curvature_micro
        from present
        group by scorecard_version, feature_number
    ),

    -- Who is in no bin of a feature is in its bin of absence.
    complete as (
        select
            present.scorecard_version,
            present.cell_number,
            present.feature_number,
            present.n_absent,
            present.position_milli,
            present.n_features,
            present.rounds_left,
            present.weight_micro,
            present.velocity_micro,
            case present.n_absent when 1 then totals.gradient_micro - feature_sums.gradient_micro else present.gradient_micro end
                as gradient_micro,
            case present.n_absent when 1 then totals.curvature_micro - feature_sums.curvature_micro else present.curvature_micro end
                as curvature_micro
        from present
        inner join feature_sums
            on present.scorecard_version = feature_sums.scorecard_version and present.feature_number = feature_sums.feature_number
        inner join {{ totals }} as totals on present.scorecard_version = totals.scorecard_version
    ),

    slopes as (
        select
            scorecard_version,
            feature_number,
            {{ intent.integer_divide(
                'cast(sum(' ~ intent.integer_divide('gradient_micro * position_milli', 1000) ~ ') as bigint) * 1000',
                intent.integer_divide('cast(sum(' ~ intent.integer_divide(
                    intent.integer_divide('curvature_micro * position_milli', 1000) ~ ' * position_milli', 1000
                ) ~ ') as bigint)', 1000) ~ ' + 5000'
            ) }} as slope_micro
        from complete
        group by scorecard_version, feature_number
    ),

    steps as (
        select
            complete.*,
            {{ intent.integer_divide('8 * complete.velocity_micro', 10) }} + case complete.feature_number
                when 0 then {{ intent.integer_divide(
                    'complete.gradient_micro * 1000', '3 * ' ~ intent.integer_divide('complete.curvature_micro', 1000) ~ ' + 1'
                ) }}
                else {{ intent.integer_divide(
                    '2 * (' ~ intent.integer_divide('slopes.slope_micro * complete.position_milli', 1000) ~ ' + '
                    ~ intent.integer_divide(
                        'complete.gradient_micro * 500', intent.integer_divide('complete.curvature_micro', 1000) ~ ' + 50000'
                    ) ~ ')', '3 * complete.n_features'
                ) }}
            end as next_velocity_micro
        from complete
        inner join slopes
            on complete.scorecard_version = slopes.scorecard_version and complete.feature_number = slopes.feature_number
    )

    select
        scorecard_version,
        cell_number,
        feature_number,
        n_absent,
        position_milli,
        n_features,
        case when rounds_left > 0 then rounds_left - 1 else 0 end as rounds_left,
        case when rounds_left > 0 then weight_micro + next_velocity_micro else weight_micro end as weight_micro,
        case when rounds_left > 0 then next_velocity_micro else velocity_micro end as velocity_micro
    from steps
{%- endmacro %}
