{# One end of the 95% Wilson score interval of a rate (Wilson 1927, z = 1.959964), in millionths; sign is '-' for the lower and '+' for the upper end. #}
{% macro wilson_bound(n_successes, n_trials, sign) -%}
    {%- set n = "cast(" ~ n_trials ~ " as " ~ intent.double_type() ~ ")" -%}
    {%- set k = "cast(" ~ n_successes ~ " as " ~ intent.double_type() ~ ")" -%}
    {{ intent.micro_units("((" ~ k ~ " + 1.9207294) " ~ sign ~ " 1.959964 * sqrt(" ~ k ~ " * (" ~ n ~ " - " ~ k ~ ") / nullif(" ~ n ~ ", 0) + 0.9603647)) / (" ~ n ~ " + 3.8414589)") }}
{%- endmacro %}
