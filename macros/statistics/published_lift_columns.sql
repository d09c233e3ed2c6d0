{# The numbers of lift_columns as a mart shows them, as decimals. #}
{% macro published_lift_columns(rated) -%}
    {%- for name, micro in {
        'conversion_rate': 'conversion_rate', 'baseline_rate': 'baseline_rate', 'lift': 'lift',
        'lower_bound_rate': 'rate_lower_bound', 'upper_bound_rate': 'rate_upper_bound',
    }.items() %}
    {{ intent.from_micro_units(rated ~ '.' ~ micro ~ '_micro') }} as {{ name }}{{ "," if not loop.last }}
    {%- endfor %}
{%- endmacro %}
