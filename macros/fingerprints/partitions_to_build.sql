{# The partitions of a relation of fingerprints, with their fingerprint, whose rows a model has to build: all of them, or on an incremental run the new and changed ones. #}
{% macro partitions_to_build(fingerprints, partition_columns, stored_relation, is_incremental_run) -%}
    {%- set columns = [partition_columns] if partition_columns is string else partition_columns -%}
    select fingerprints.{{ columns | join(', fingerprints.') }}, fingerprints.input_fingerprint
    from (select * from {{ fingerprints }}) as fingerprints
    {%- if is_incremental_run %}
    where (fingerprints.{{ columns | join(', fingerprints.') }}) in (
        {{ intent.changed_partitions(fingerprints, stored_relation, columns) }}
    )
    {%- endif %}
{%- endmacro %}
