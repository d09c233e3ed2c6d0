{# A select of one number, input_fingerprint, that stands for all rows of several relations or CTEs and for a whole-number setting, for
   noticing change on one engine. Each relation has a weight of its own, so that a row that moves to another one is noticed. #}
{% macro joint_fingerprint(relations, setting=0) -%}
    select cast(coalesce(sum(parts.part_fingerprint), 0) as bigint) as input_fingerprint
    from (
        select {{ setting }} as part_fingerprint
        {%- for relation in relations %}
        union all
        select {{ loop.index * 2 + 1 }} * sum({{ intent.row_fingerprint(relation) }}) as part_fingerprint from {{ relation }}
        {%- endfor %}
    ) as parts
{%- endmacro %}
