{# The partitions whose stored fingerprint differs from the live one: new, changed, or gone. #}
{% macro changed_partitions(live_relation, stored_relation, partition_column) -%}
    select partition_pairs.{{ partition_column }}
    from (
        select {{ partition_column }}, input_fingerprint, 1 as n_live, 0 as n_stored from {{ live_relation }}
        union all
        select distinct {{ partition_column }}, input_fingerprint, 0 as n_live, 1 as n_stored from {{ stored_relation }}
    ) as partition_pairs
    group by partition_pairs.{{ partition_column }}, partition_pairs.input_fingerprint
    having sum(n_live) <> sum(n_stored)
{%- endmacro %}
