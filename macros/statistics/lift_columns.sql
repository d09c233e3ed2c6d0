{# The numbers of a lift report from counts of a cohort and of its baseline: rates, lift, 95% Wilson interval, verdict. #}
{% macro lift_columns() -%}
    {{ intent.share_micro('n_converters', 'n_contacts') }} as conversion_rate_micro,
    {{ intent.share_micro('n_baseline_converters', 'n_baseline_contacts') }} as baseline_rate_micro,
    {{ intent.rounded_divide(
        'cast(n_converters as bigint) * n_baseline_contacts * 1000000',
        'nullif(cast(n_contacts as bigint) * n_baseline_converters, 0)'
    ) }} as lift_micro,
    {{ intent.wilson_bound('n_converters', 'n_contacts', '-') }} as rate_lower_bound_micro,
    {{ intent.wilson_bound('n_converters', 'n_contacts', '+') }} as rate_upper_bound_micro
{%- endmacro %}
