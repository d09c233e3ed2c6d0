{# How the rate of a scorecard's cohort compares with the champion's: champion, equal, better or worse; perhaps by chance where the 95% interval of their difference (Newcombe 1998) holds 0. #}
{% macro champion_verdict(rated, champion) -%}
    {%- set difference = rated ~ ".conversion_rate_micro - " ~ champion ~ ".conversion_rate_micro" -%}
    case
        when {{ rated }}.scorecard_name = {{ champion }}.scorecard_name then 'champion'
        when {{ rated }}.conversion_rate_micro = {{ champion }}.conversion_rate_micro then 'equal'
        {%- for word, lower, upper in [('better', rated, champion), ('worse', champion, rated)] %}
        when {{ lower }}.conversion_rate_micro > {{ upper }}.conversion_rate_micro
            then '{{ word }}' || case
                when
                    ({{ difference }}) * ({{ difference }})
                    > ({{ lower }}.conversion_rate_micro - {{ lower }}.rate_lower_bound_micro)
                    * ({{ lower }}.conversion_rate_micro - {{ lower }}.rate_lower_bound_micro)
                    + ({{ upper }}.rate_upper_bound_micro - {{ upper }}.conversion_rate_micro)
                    * ({{ upper }}.rate_upper_bound_micro - {{ upper }}.conversion_rate_micro)
                    then ''
                else ', perhaps by chance'
            end
        {%- endfor %}
    end
{%- endmacro %}
