{# A select of the base with which an additive scorecard begins, as cell 0: one row per version, the log-odds of converting. #}
{% macro first_base_weights(examples, refits, sigmoid_values) -%}
    select
        shares.scorecard_version,
        0 as cell_number,
        0 as feature_number,
        1 as n_absent,
        0 as position_milli,
        1 as n_features,
        case when refits.n_conversions < 50 then 10 else 20 end as rounds_left,
        cast(max(sigmoid_values.log_odds_milli) as bigint) * 1000 as weight_micro,
        cast(0 as bigint) as velocity_micro
    from (
        select
            scorecard_version,
            {{ intent.share_micro('sum(n_converted * weight_milli)', 'sum(weight_milli)') }} as converted_share_micro
        from {{ examples }}
        group by scorecard_version
    ) as shares
    inner join {{ refits }} as refits on shares.scorecard_version = refits.scorecard_version
    inner join {{ sigmoid_values }} as sigmoid_values on shares.converted_share_micro >= sigmoid_values.probability_micro
    group by shares.scorecard_version, refits.n_conversions
{%- endmacro %}
