{# The replace_partitions strategy on Spark, where Parquet tables know no delete: the stored rows that stay and the new rows
   are written to a new table, which takes the place of the old one. A partition goes for the same reasons as elsewhere.
   A run that breaks between the last two statements leaves no table, and the next run builds it from its inputs. #}
{% macro spark_replace_partitions_sql(source, target, unique_key) %}
    {% set columns = intent.partition_columns(unique_key) %}
    {% set new_rows = target.incorporate(path={'identifier': target.identifier ~ '__new_rows'}, type='table') %}
    {% set rewritten = target.incorporate(path={'identifier': target.identifier ~ '__rewritten'}, type='table') %}
    {% set column_list = adapter.get_columns_in_relation(target) | map(attribute='quoted') | join(', ') %}
    {% set live = ref('intent', config.get('meta')['fingerprints']) %}
    {% do adapter.drop_relation(new_rows) %}
    {% do adapter.drop_relation(rewritten) %}

    {% call statement('create_new_rows') %}
        {{ create_table_as(false, new_rows, 'select ' ~ column_list ~ ' from ' ~ source) }}
    {% endcall %}
    {% set rewritten_rows %}
        select {{ column_list }} from {{ new_rows }}
        union all
        select {{ column_list }}
        from {{ target }} as stored
        where
            not exists (select 1 from {{ new_rows }} as delivered where {{ intent.same_partition('delivered', 'stored', columns) }})
            and exists (
                select 1
                from (select * from {{ live }}) as live_partitions
                where {{ intent.same_partition('live_partitions', 'stored', columns + ['input_fingerprint']) }}
            )
    {% endset %}
    {% call statement('create_rewritten') %}{{ create_table_as(false, rewritten, rewritten_rows) }}{% endcall %}
    {% do adapter.drop_relation(new_rows) %}
    {% do adapter.drop_relation(target.incorporate(type='table')) %}
    alter table {{ rewritten }} rename to {{ target }}
{% endmacro %}

{# Allows the replace_partitions strategy on Spark; dbt-spark asks here which strategies there are. #}
{% macro dbt_spark_validate_get_incremental_strategy(raw_strategy, file_format) %}
    {% if raw_strategy == 'replace_partitions' %}{{ return(raw_strategy) }}{% endif %}
    {{ return(dbt.dbt_spark_validate_get_incremental_strategy(raw_strategy, file_format)) }}
{% endmacro %}

{# The SQL of an incremental strategy on Spark; dbt-spark asks here, and the strategies that are not ours stay its own. #}
{% macro dbt_spark_get_incremental_sql(strategy, source, target, existing, unique_key, incremental_predicates) %}
    {% if strategy == 'replace_partitions' %}
        {{ return(intent.spark_replace_partitions_sql(source, target, unique_key)) }}
    {% endif %}
    {{ return(dbt.dbt_spark_get_incremental_sql(strategy, source, target, existing, unique_key, incremental_predicates)) }}
{% endmacro %}
