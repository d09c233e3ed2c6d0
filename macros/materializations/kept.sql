{# Materialization: a table that is left alone while nothing it is made of has changed. config.meta.inputs names a model of one row
   whose input_fingerprint stands for all of it; with the model's own SQL it is noted in int_kept_tables, in the transaction
   that builds the table. A full refresh builds it anyway.
   Where config.meta.changes names a model that numbers the changes of each slice (config.meta.slice is its key, and the model's
   SQL delivers only slices that changed since the note), a table is updated: changed slices are replaced, slices that are gone
   go, the others stay. When most slices changed the table is built whole, which is cheaper. #}
{% materialization kept, default %}
    {% set target = this.incorporate(type='table') %}
    {{ run_hooks(pre_hooks) }}
    {% set plan = intent.keeping_plan(target, sql) %}
    {% if plan['step'] == 'keep' %}
        {% call statement('main') %}select 1 as is_kept{% endcall %}
    {% elif plan['step'] == 'update' %}
        {% call statement('main') %}{{ intent.replace_changed_slices(target, sql, plan) }}{% endcall %}
        {% do intent.note_built_from(target, plan) %}
        {{ run_hooks(post_hooks) }}
    {% else %}
        {% do intent.forget_built_from(target) %}
        {% set existing = load_cached_relation(this) %}
        {% if existing is not none %}{% do adapter.drop_relation(existing) %}{% endif %}
        {% call statement('main') %}{{ create_table_as(false, target, sql) }}{% endcall %}
        {% do intent.note_built_from(target, plan) %}
        {{ run_hooks(post_hooks) }}
    {% endif %}
    {% do adapter.commit() %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}

{# What to do with the stored table of this model (keep, update or build), and what to note of it: a dictionary. #}
{% macro keeping_plan(target, sql) %}{{ return(adapter.dispatch('keeping_plan', 'intent')(target, sql)) }}{% endmacro %}

{% macro default__keeping_plan(target, sql) %}
    {% set meta = config.get('meta') %}
    {% if flags.EMPTY or not meta.get('inputs') %}{{ return({'step': 'build', 'built_from': none}) }}{% endif %}
    {% set inputs = run_query('select * from ' ~ ref('intent', meta['inputs'])).rows[0] %}
    {% set plan = {
        'step': 'build',
        'built_from': local_md5(sql) ~ ':' ~ inputs['input_fingerprint'],
        'counted_since': local_md5(sql) ~ ':' ~ inputs['counted_since'] if meta.get('changes') else '',
        'built_up_to': inputs['change_number'] if meta.get('changes') else 0
    } %}
    {% if should_full_refresh() or load_cached_relation(this) is none %}{{ return(plan) }}{% endif %}
    {% set notes = run_query(
        'select * from ' ~ ref('intent', 'int_kept_tables') ~ " where table_name = '" ~ target.identifier ~ "'"
    ).rows %}
    {% if notes | length == 1 %}
        {% set note = notes[0] %}
        {% if note['built_from'] == plan['built_from'] %}
            {% do plan.update({'step': 'keep'}) %}
        {% elif meta.get('changes') and note['counted_since'] == plan['counted_since'] and note['built_up_to'] <= plan['built_up_to'] %}
            {% set changed = ref('intent', meta['changes']) ~ ' where change_number > ' ~ note['built_up_to'] %}
            {% if run_query('select count(*) from ' ~ changed).columns[0].values()[0] * 2 < inputs['n_slices'] %}
                {% do plan.update({'step': 'update', 'changed_slices': 'select ' ~ meta['slice'] ~ ' from ' ~ changed}) %}
            {% endif %}
        {% endif %}
    {% endif %}
    {{ return(plan) }}
{% endmacro %}

{# Parquet tables know no delete, so nothing can be noted: there the table is built every time. #}
{% macro spark__keeping_plan(target, sql) %}{{ return({'step': 'build', 'built_from': none}) }}{% endmacro %}

{# Statements that put the rows of changed slices in the place of the stored ones and drop slices that are gone. #}
{% macro replace_changed_slices(target, sql, plan) %}
    {% set meta = config.get('meta') %}
    {% set new_rows = make_temp_relation(target) %}
    {% set column_list = get_quoted_csv(adapter.get_columns_in_relation(target) | map(attribute='name')) %}
    {% do run_query(create_table_as(true, new_rows, sql)) %}

    delete from {{ target }}
    where {{ meta['slice'] }} in ({{ plan['changed_slices'] }})
        or {{ meta['slice'] }} not in (select {{ meta['slice'] }} from {{ ref('intent', meta['changes']) }});

    insert into {{ target }} ({{ column_list }})
    select {{ column_list }} from {{ new_rows }};

    drop table {{ new_rows }}
{% endmacro %}

{# Notes what the stored table was built from. #}
{% macro note_built_from(target, plan) %}
    {% if plan['built_from'] is not none %}
        {% do intent.forget_built_from(target) %}
        {% do run_query(
            'insert into ' ~ ref('intent', 'int_kept_tables') ~ ' (table_name, built_from, counted_since, built_up_to) '
            ~ "values ('" ~ target.identifier ~ "', '" ~ plan['built_from'] ~ "', '" ~ plan['counted_since'] ~ "', "
            ~ plan['built_up_to'] ~ ')'
        ) %}
    {% endif %}
{% endmacro %}

{# Forgets what the stored table was built from: whoever asks has to build it whole. #}
{% macro forget_built_from(target) %}{{ return(adapter.dispatch('forget_built_from', 'intent')(target)) }}{% endmacro %}

{% macro default__forget_built_from(target) %}
    {% if not flags.EMPTY %}
        {% do run_query('delete from ' ~ ref('intent', 'int_kept_tables') ~ " where table_name = '" ~ target.identifier ~ "'") %}
    {% endif %}
{% endmacro %}

{% macro spark__forget_built_from(target) %}{% endmacro %}
