{# Incremental strategy: whole partitions (a received day, an as-of date, an as-of date of a scorecard) are replaced.
   A stored partition goes when its fingerprint is no longer a live one (config.meta.fingerprints names the model that lists the
   live partitions and their fingerprints) or when the model delivers it again. #}
{% macro get_incremental_replace_partitions_sql(arg_dict) %}
    {% set target = arg_dict['target_relation'] %}
    {% set new_rows = arg_dict['temp_relation'] %}
    {% set columns = intent.partition_columns(arg_dict['unique_key']) %}
    {% set live = ref('intent', config.get('meta')['fingerprints']) %}
    {% set column_list = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) %}

    delete from {{ target }}
    where ({{ columns | join(', ') }}) in (select distinct {{ columns | join(', ') }} from {{ new_rows }})
        or not exists (
            select 1
            from (select * from {{ live }}) as live_partitions
            where {{ intent.same_partition('live_partitions', target, columns + ['input_fingerprint']) }}
        );

    insert into {{ target }} ({{ column_list }})
    select {{ column_list }} from {{ new_rows }}
{% endmacro %}

{# The columns that name a partition, as a list. #}
{% macro partition_columns(unique_key) %}{{ return([unique_key] if unique_key is string else unique_key) }}{% endmacro %}

{# True where two relations agree in some columns, none of which is null. #}
{% macro same_partition(left, right, columns) -%}
    {% for column in columns %}{{ left }}.{{ column }} = {{ right }}.{{ column }}{{ " and " if not loop.last }}{% endfor %}
{%- endmacro %}
