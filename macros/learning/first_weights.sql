{# A select of the weights with which an additive scorecard begins: one row per version, feature and bin, weight 0.
   position_milli is the number of the bin, standardised on the weighted examples. Versions with fewer than 50 conversions get 10 rounds,
   the others 20. #}
{% macro first_weights(examples, example_cells, cells, refits) -%}
    with totals as (
        select
            examples.scorecard_version,
            case when refits.n_conversions < 50 then 10 else 20 end as rounds_left,
            cast(sum(examples.weight_milli) as bigint) as weight_milli
        from {{ examples }} as examples
        inner join {{ refits }} as refits on examples.scorecard_version = refits.scorecard_version
        group by examples.scorecard_version, refits.n_conversions
    ),

    used_cells as (
        select
            examples.scorecard_version,
            example_cells.cell_number,
            cast(sum(examples.weight_milli) as bigint) as weight_milli
        from {{ example_cells }} as example_cells
        inner join {{ examples }} as examples on example_cells.example_number = examples.example_number
        group by examples.scorecard_version, example_cells.cell_number
    ),

    used_features as (
        select
            used_cells.scorecard_version,
            cells.feature_number,
            cast(sum(used_cells.weight_milli) as bigint) as weight_milli,
            count(*) as n_cells
        from used_cells
        inner join {{ cells }} as cells on used_cells.cell_number = cells.cell_number
        group by used_cells.scorecard_version, cells.feature_number
    ),

    -- A feature that is the same for all says nothing.
    version_cells as (
        select
            totals.scorecard_version,
            cells.cell_number,
            cells.feature_number,
            case when cells.is_absent then 1 else 0 end as n_absent,
            cells.bin,
            totals.rounds_left,
            totals.weight_milli as total_weight_milli,
            coalesce(case when cells.is_absent then totals.weight_milli - used_features.weight_milli else used_cells.weight_milli end, 0)
                as weight_milli
        from totals
        inner join used_features on totals.scorecard_version = used_features.scorecard_version
        inner join {{ cells }} as cells on used_features.feature_number = cells.feature_number
        left join used_cells
            on totals.scorecard_version = used_cells.scorecard_version and cells.cell_number = used_cells.cell_number
        where used_features.n_cells > 1 or used_features.weight_milli < totals.weight_milli
    ),

    means as (
        select
            *,
            {{ intent.rounded_divide(
                'cast(sum(weight_milli * bin * 100) over (partition by scorecard_version, feature_number) as bigint)', 'total_weight_milli'
            ) }} as mean_bin_centi
        from version_cells
    ),

    spreads as (
        select
            scorecard_version,
            feature_number,
            greatest(30, cast(floor(sqrt(cast({{ intent.rounded_divide(
                'cast(sum(weight_milli * (100 * bin - mean_bin_centi) * (100 * bin - mean_bin_centi)) as bigint)', 'max(total_weight_milli)'
            ) }} as {{ intent.double_type() }})) + 0.5) as bigint)) as deviation_centi,
            count(*) over (partition by scorecard_version) as n_features
        from means
        group by scorecard_version, feature_number
    )

    select
        means.scorecard_version,
        means.cell_number,
        means.feature_number,
        means.n_absent,
        {{ intent.integer_divide('(100 * means.bin - means.mean_bin_centi) * 1000', 'spreads.deviation_centi') }} as position_milli,
        spreads.n_features,
        means.rounds_left,
        cast(0 as bigint) as weight_micro,
        cast(0 as bigint) as velocity_micro
    from means
    inner join spreads
        on means.scorecard_version = spreads.scorecard_version and means.feature_number = spreads.feature_number
{%- endmacro %}
