{# Incremental strategy: whole slices (a received day, an as-of date) are replaced.
   A stored slice goes when its fingerprint is no longer a live one (config.meta.slices names the model that lists the
   live slices and their fingerprints) or when the model delivers it again. #}
{% macro get_incremental_replace_slices_sql(arg_dict) %}
    {% set target = arg_dict['target_relation'] %}
    {% set new_rows = arg_dict['temp_relation'] %}
    {% set slice = arg_dict['unique_key'] %}
    {% set live = ref('intent', config.get('meta')['slices']) %}
    {% set column_list = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) %}

    delete from {{ target }}
    where {{ slice }} in (select distinct {{ slice }} from {{ new_rows }})
        or not exists (
            select 1
            from (select * from {{ live }}) as live_slices
            where live_slices.{{ slice }} = {{ target }}.{{ slice }}
                and live_slices.input_fingerprint = {{ target }}.input_fingerprint
        );

    insert into {{ target }} ({{ column_list }})
    select {{ column_list }} from {{ new_rows }}
{% endmacro %}
