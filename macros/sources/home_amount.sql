{# An amount with two decimals in the home currency, from how many units of its own currency are one unit of that (a number with six decimals, of which null or zero is no rate). In whole numbers, as every engine divides decimals in its own way. #}
{% macro home_amount(amount, rate) -%}
    {%- set cents, millionths = 'cast(' ~ amount ~ ' * 100 as bigint)', 'nullif(cast(' ~ rate ~ ' * 1000000 as bigint), 0)' -%}
    {%- set whole = intent.integer_divide(cents, millionths) -%}
    {%- set part = intent.rounded_divide('(' ~ cents ~ ' - ' ~ whole ~ ' * ' ~ millionths ~ ') * 1000000', millionths) -%}
    cast(({{ whole }} * 1000000 + {{ part }}) * 0.01 as decimal(18, 2))
{%- endmacro %}
