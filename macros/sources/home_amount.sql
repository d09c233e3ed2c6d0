{# An amount with two decimals in the home currency, from how many units of its own currency are one unit of that (a number with six decimals, of which null or zero is no rate). In whole numbers, as every engine divides decimals in its own way; null where these would not hold it. #}
{% macro home_amount(amount, rate) -%}
    {%- set cents, millionths = 'cast(' ~ amount ~ ' * 100 as bigint)', 'nullif(cast(' ~ rate ~ ' * 1000000 as bigint), 0)' -%}
    {%- set whole = intent.integer_divide(cents, millionths) -%}
    {%- set part = intent.rounded_divide('(' ~ cents ~ ' - ' ~ whole ~ ' * ' ~ millionths ~ ') * 1000000', millionths) -%}
    cast(case
        when {{ rate }} between 0 and 4000000 and {{ whole }} between -99999999999 and 99999999999
            then ({{ whole }} * 1000000 + {{ part }}) * 0.01
    end as decimal(18, 2))
{%- endmacro %}
