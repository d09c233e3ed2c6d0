{# A select of training examples with gradient and curvature of their log-likelihood, in millionths: what a round of the fit sums. #}
{% macro example_gradients(log_odds, sigmoid_values) -%}
    select
        log_odds.example_number,
        log_odds.scorecard_version,
        log_odds.contact_id,
        {{ intent.integer_divide('log_odds.weight_milli * (1000000 * log_odds.n_converted - sigmoid_values.probability_micro)', 1000) }}
            as gradient_micro,
        {{ intent.integer_divide('log_odds.weight_milli * ' ~ intent.integer_divide(
            'sigmoid_values.probability_micro * (1000000 - sigmoid_values.probability_micro)', 1000000
        ), 1000) }} as curvature_micro
    from {{ log_odds }} as log_odds
    inner join {{ sigmoid_values }} as sigmoid_values
        on {{ intent.integer_divide('least(greatest(log_odds.log_odds_micro, -10000000), 10000000) + 10000500', 1000) }} - 10000
            = sigmoid_values.log_odds_milli
{%- endmacro %}
