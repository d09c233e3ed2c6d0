{# The partitions whose stored fingerprint differs from the live one: new, changed, or gone. A partition is named by one column or by several. #}
{% macro changed_partitions(live_relation, stored_relation, partition_columns) -%}
    {%- set columns = [partition_columns] if partition_columns is string else partition_columns -%}
    select partition_pairs.{{ columns | join(', partition_pairs.') }}
    from (
        select {{ columns | join(', ') }}, input_fingerprint, 1 as n_live, 0 as n_stored from {{ live_relation }}
        union all
        select distinct {{ columns | join(', ') }}, input_fingerprint, 0 as n_live, 1 as n_stored from {{ stored_relation }}
    ) as partition_pairs
    group by partition_pairs.{{ columns | join(', partition_pairs.') }}, partition_pairs.input_fingerprint
    having sum(n_live) <> sum(n_stored)
{%- endmacro %}
