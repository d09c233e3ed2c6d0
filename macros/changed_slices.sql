{# The slices whose stored fingerprint differs from the live one: new, changed, or gone. #}
{% macro changed_slices(live_relation, stored_relation, slice_column) -%}
    select slice_pairs.{{ slice_column }}
    from (
        select {{ slice_column }}, input_fingerprint, 1 as n_live, 0 as n_stored from {{ live_relation }}
        union all
        select distinct {{ slice_column }}, input_fingerprint, 0 as n_live, 1 as n_stored from {{ stored_relation }}
    ) as slice_pairs
    group by slice_pairs.{{ slice_column }}, slice_pairs.input_fingerprint
    having sum(n_live) <> sum(n_stored)
{%- endmacro %}
