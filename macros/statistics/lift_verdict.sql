{# What a cohort's interval says about its baseline: above, below, no difference shown, or too few (under 30). #}
{% macro lift_verdict(rated, units='contacts') -%}
    case
        when {{ rated }}.n_contacts < 30 then 'too few {{ units }}'
        when {{ rated }}.rate_lower_bound_micro > {{ rated }}.baseline_rate_micro then 'above baseline'
        when {{ rated }}.rate_upper_bound_micro < {{ rated }}.baseline_rate_micro then 'below baseline'
        else 'no difference shown'
    end
{%- endmacro %}
