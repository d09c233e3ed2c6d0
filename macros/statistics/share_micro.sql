{# A part of a whole in millionths, halves rounded up; null where the whole is 0. #}
{% macro share_micro(part, whole) -%}
    {{ intent.rounded_divide("cast(" ~ part ~ " as bigint) * 1000000", "nullif(cast(" ~ whole ~ " as bigint), 0)") }}
{%- endmacro %}
