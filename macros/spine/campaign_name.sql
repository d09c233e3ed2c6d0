{# The name of a campaign; null where there is none, as what Google Analytics writes in brackets says. #}
{% macro campaign_name(campaign) -%}
    case
        when {{ campaign }} like '(%)' or {{ intent.is_null_like(campaign) }} then null
        else substr(trim(both ' ' from {{ campaign }}), 1, 200)
    end
{%- endmacro %}
