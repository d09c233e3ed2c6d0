{# What a cohort's interval says about its baseline: above, below, no difference shown, or too few (under 30 contacts). #}
{% macro lift_verdict(rated) -%}
    case
        when {{ rated }}.n_contacts < 30 then 'too few contacts'
        when {{ rated }}.rate_lower_bound_micro > {{ rated }}.baseline_rate_micro then 'above baseline'
        when {{ rated }}.rate_upper_bound_micro < {{ rated }}.baseline_rate_micro then 'below baseline'
        else 'no difference shown'
    end
{%- endmacro %}
