{# Incremental strategy: whole partitions (a received day, an as-of date) are replaced.
   A stored partition goes when its fingerprint is no longer a live one (config.meta.fingerprints names the model that lists the
   live partitions and their fingerprints) or when the model delivers it again. #}
{% macro get_incremental_replace_partitions_sql(arg_dict) %}
    {% set target = arg_dict['target_relation'] %}
    {% set new_rows = arg_dict['temp_relation'] %}
    {% set partition = arg_dict['unique_key'] %}
    {% set live = ref('intent', config.get('meta')['fingerprints']) %}
    {% set column_list = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) %}

    delete from {{ target }}
    where {{ partition }} in (select distinct {{ partition }} from {{ new_rows }})
        or not exists (
            select 1
            from (select * from {{ live }}) as live_partitions
            where live_partitions.{{ partition }} = {{ target }}.{{ partition }}
                and live_partitions.input_fingerprint = {{ target }}.input_fingerprint
        );

    insert into {{ target }} ({{ column_list }})
    select {{ column_list }} from {{ new_rows }}
{% endmacro %}
