{# A string that lists names (between semicolons, commas or bars, or as a JSON list) as `;one;two;` in lower case, spaces for
   underscores; null where it lists none. #}
{% macro listed_items(listed) -%}
    {%- set items = "translate(lower(" ~ listed ~ "), ',|_[]\"', ';; ')" -%}
    {%- set single = "replace(replace(" ~ items ~ ", '  ', ' '), '  ', ' ')" -%}
    {%- set packed = "replace(replace(';' || " ~ single ~ " || ';', '; ', ';'), ' ;', ';')" -%}
    nullif(replace(replace({{ packed }}, ';;', ';'), ';;', ';'), ';')
{%- endmacro %}
