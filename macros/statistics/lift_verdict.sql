{# What a cohort's interval says about its baseline: above, below, no difference shown, or too few (under 30 contacts). #}
{% macro lift_verdict() -%}
    case
        when n_contacts < 30 then 'too few contacts'
        when rate_lower_bound_micro > baseline_rate_micro then 'above baseline'
        when rate_upper_bound_micro < baseline_rate_micro then 'below baseline'
        else 'no difference shown'
    end
{%- endmacro %}
