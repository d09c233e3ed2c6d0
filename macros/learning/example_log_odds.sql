{# A select of training examples with their log-odds under the weights of an additive scorecard, in millionths: what holds for an example
   without any feature, plus for each of its bins what it has beyond the bin of absence. #}
{% macro example_log_odds(examples, example_cells, weights) -%}
    select
        examples.example_number,
        examples.scorecard_version,
        examples.as_of_date,
        examples.contact_id,
        examples.n_converted,
        examples.weight_milli,
        absent.weight_micro + coalesce(example_sums.weight_micro, 0) as log_odds_micro
    from {{ examples }} as examples
    inner join (
        select
            scorecard_version,
            cast(sum(weight_micro) as bigint) as weight_micro
        from {{ weights }}
        where n_absent = 1
        group by scorecard_version
    ) as absent on examples.scorecard_version = absent.scorecard_version
    left join (
        select
            example_cells.example_number,
            cast(sum(relative.weight_micro) as bigint) as weight_micro
        from {{ example_cells }} as example_cells
        inner join ({{ intent.relative_weights(weights) }}) as relative
            on example_cells.scorecard_version = relative.scorecard_version and example_cells.cell_number = relative.cell_number
        group by example_cells.example_number
    ) as example_sums on examples.example_number = example_sums.example_number
{%- endmacro %}
