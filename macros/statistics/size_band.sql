{# The size of a company in words that sort: by its number of employees. #}
{% macro size_band(employee_count) -%}
    case
        when {{ employee_count }} is null then 'unknown'
        when {{ employee_count }} <= 50 then '1 to 50'
        when {{ employee_count }} <= 200 then '51 to 200'
        when {{ employee_count }} <= 1000 then '201 to 1000'
        else 'over 1000'
    end
{%- endmacro %}
