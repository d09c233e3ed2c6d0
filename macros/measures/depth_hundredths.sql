{# How many contacts a depth of quality_depths takes, in hundredths of a contact: a share of all, or the champion's share. #}
{% macro depth_hundredths(depth, gains, champion) -%}
    {%- if depth is string -%}
    {{ intent.integer_divide(champion ~ ".n_" ~ depth ~ " * " ~ gains ~ ".n_total_contacts * 100", champion ~ ".n_contacts") }}
    {%- else -%}
    {{ depth }} * {{ gains }}.n_total_contacts
    {%- endif -%}
{%- endmacro %}
