{# Materialization: a table that is left alone while nothing it is made of has changed. Macro cached_by configures it: a model with the
   fingerprints of its inputs and, where those are one a partition with a revision_number, the column of the partition. What it was
   built from (fingerprints, its SQL, the code above it) is noted in int_stored_tables, in the transaction that builds it. A full
   refresh builds it anyway. With partitions, those that changed since the note are replaced, those that are gone go, the others
   stay; the model's SQL delivers only the changed ones (macro is_changed_contact). Where most changed, it is built whole.
   Macro cached_by_rows configures a table that is made of the rows of the models it reads, hashed here. #}
{% materialization cached, default %}
    {% set target = this.incorporate(type='table') %}
    {{ run_hooks(pre_hooks) }}
    {% set plan = intent.caching_plan(target, sql) %}
    {% if plan['step'] == 'keep' %}
        {% call statement('main') %}select 1 as is_cached{% endcall %}
    {% elif plan['step'] == 'update' %}
        {% call statement('main') %}{{ intent.replace_changed_partitions(target, sql, plan) }}{% endcall %}
        {% do intent.write_build_note(target, plan['built_from'], plan['counted_since'], plan['built_up_to']) %}
        {{ run_hooks(post_hooks) }}
    {% else %}
        {% do intent.drop_build_note(target) %}
        {% set existing = load_cached_relation(this) %}
        {% if existing is not none %}{% do adapter.drop_relation(existing) %}{% endif %}
        {% call statement('main') %}{{ create_table_as(false, target, sql) }}{% endcall %}
        {% do intent.write_build_note(target, plan['built_from'], plan['counted_since'], plan['built_up_to']) %}
        {{ run_hooks(post_hooks) }}
    {% endif %}
    {% do adapter.commit() %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}

{# What to do with the stored table of this model (keep, update or build), and what to note of it: a dictionary. #}
{% macro caching_plan(target, sql) %}{{ return(adapter.dispatch('caching_plan', 'intent')(target, sql)) }}{% endmacro %}

{% macro default__caching_plan(target, sql) %}
    {% if flags.EMPTY %}{{ return({'step': 'build', 'built_from': none}) }}{% endif %}
    {% set partition = config.get('meta').get('partition_column') %}
    {% if config.get('meta').get('is_made_of_rows') %}
        {% set fingerprints = intent.rows_read_sql(model) %}
        {% if fingerprints is none %}{{ return({'step': 'build', 'built_from': none}) }}{% endif %}
    {% else %}
        {% set fingerprints = ref('intent', config.get('meta')['fingerprints']) %}
    {% endif %}
    {% set inputs = run_query(
        'select coalesce(sum(input_fingerprint), 0) as input_fingerprint, count(*) as n_partitions, '
        ~ ("coalesce(max(counted_since), '')" if partition else "''") ~ ' as counted_since, '
        ~ ('coalesce(max(revision_number), 0)' if partition else '0') ~ ' as built_up_to from ' ~ fingerprints
    ).rows[0] %}
    {% set code = local_md5(sql ~ intent.code_version(model)) %}
    {% set plan = {
        'step': 'build',
        'built_from': code ~ ':' ~ inputs['input_fingerprint'],
        'counted_since': code ~ ':' ~ inputs['counted_since'],
        'built_up_to': inputs['built_up_to']
    } %}
    {% if should_full_refresh() or load_cached_relation(this) is none %}{{ return(plan) }}{% endif %}
    {% set note = intent.build_note(target) %}
    {% if note is not none and note['built_from'] == plan['built_from'] %}
        {% do plan.update({'step': 'keep'}) %}
    {% elif partition and note is not none and note['counted_since'] == plan['counted_since'] and note['built_up_to'] <= plan['built_up_to'] %}
        {% set changed = fingerprints ~ ' where revision_number > ' ~ note['built_up_to'] %}
        {% if run_query('select count(*) from ' ~ changed).columns[0].values()[0] * 2 < inputs['n_partitions'] %}
            {% do plan.update({'step': 'update', 'changed_partitions': 'select ' ~ partition ~ ' from ' ~ changed}) %}
        {% endif %}
    {% endif %}
    {{ return(plan) }}
{% endmacro %}

{# Parquet tables know no delete, so nothing can be replaced: there the table is built every time. #}
{% macro spark__caching_plan(target, sql) %}{{ return({'step': 'build', 'built_from': none}) }}{% endmacro %}

{# Statements that replace the stored rows of changed partitions and drop partitions that are gone. #}
{% macro replace_changed_partitions(target, sql, plan) %}
    {% set partition = config.get('meta')['partition_column'] %}
    {% set new_rows = make_temp_relation(target) %}
    {% set column_list = get_quoted_csv(adapter.get_columns_in_relation(target) | map(attribute='name')) %}
    {% do run_query(create_table_as(true, new_rows, sql)) %}

    delete from {{ target }}
    where {{ partition }} in ({{ plan['changed_partitions'] }})
        or {{ partition }} not in (select {{ partition }} from {{ ref('intent', config.get('meta')['fingerprints']) }});

    insert into {{ target }} ({{ column_list }})
    select {{ column_list }} from {{ new_rows }};

    drop table {{ new_rows }}
{% endmacro %}
