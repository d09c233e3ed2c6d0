{# A select with a row for each of some relations: its name, its number of rows and an engine-own fingerprint of what it holds. Relations are given as a dictionary of names and what stands after `from`. #}
{% macro relation_fingerprints(relations) -%}
    {%- for name in relations %}
    select
        '{{ name }}' as relation_name,
        count(*) as n_rows,
        {{ intent.table_fingerprint('stored_rows') }} as fingerprint
    from {{ relations[name] }} as stored_rows
    {{ "union all" if not loop.last }}
    {%- endfor %}
{%- endmacro %}
