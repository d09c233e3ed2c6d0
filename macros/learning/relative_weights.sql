{# A select of the weights of bins beyond the bin of absence of their feature, so that an absent feature costs no row and adds 0. #}
{% macro relative_weights(weights) -%}
    select
        weights.scorecard_version,
        weights.cell_number,
        weights.weight_micro - absent.weight_micro as weight_micro
    from {{ weights }} as weights
    inner join {{ weights }} as absent
        on weights.scorecard_version = absent.scorecard_version and weights.feature_number = absent.feature_number and absent.n_absent = 1
    where weights.n_absent = 0
{%- endmacro %}
