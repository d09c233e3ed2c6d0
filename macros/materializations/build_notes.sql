{# What a stored table was last built from, as a row of int_stored_tables; none where nothing is noted. #}
{% macro build_note(relation) %}
    {% set notes = ref('intent', 'int_stored_tables') %}
    {% if load_cached_relation(notes) is none %}{{ return(none) }}{% endif %}
    {% set found = run_query(
        'select * from ' ~ notes ~ " where table_name = '" ~ relation.identifier ~ "' order by note_number desc limit 1"
    ).rows %}
    {{ return(found[0] if found | length > 0 else none) }}
{% endmacro %}

{# Notes what a stored table was built from, replacing what was noted before. #}
{% macro write_build_note(relation, built_from, counted_since='', built_up_to=0) %}
    {% if built_from is not none and not flags.EMPTY %}
        {% set notes = ref('intent', 'int_stored_tables') %}
        {% do intent.drop_build_note(relation) %}
        {% do run_query(
            'insert into ' ~ notes ~ " select '" ~ relation.identifier ~ "', '" ~ built_from ~ "', '" ~ counted_since ~ "', "
            ~ built_up_to ~ ', coalesce(max(note_number), 0) + 1 from ' ~ notes
        ) %}
    {% endif %}
{% endmacro %}

{# Forgets what a stored table was built from: whoever asks has to build it whole. #}
{% macro drop_build_note(relation) %}{{ return(adapter.dispatch('drop_build_note', 'intent')(relation)) }}{% endmacro %}

{% macro default__drop_build_note(relation) %}
    {% if not flags.EMPTY %}
        {% do run_query('delete from ' ~ ref('intent', 'int_stored_tables') ~ " where table_name = '" ~ relation.identifier ~ "'") %}
    {% endif %}
{% endmacro %}

{# Parquet tables know no delete: there the note with the highest number counts. #}
{% macro spark__drop_build_note(relation) %}{% endmacro %}

{# What follows the build of a model of this package, as a hook: a note of the code of an incremental table, and the planner's count. #}
{% macro after_build(relation, node) %}
    {% if execute and node.config.materialized == 'incremental' and node.config.meta.get('fingerprints') %}
        {% set built_from = intent.code_version(node) %}
        {% set note = intent.build_note(relation) %}
        {% if note is none or note['built_from'] != built_from %}{% do intent.write_build_note(relation, built_from) %}{% endif %}
    {% endif %}
    {{ return(intent.analyze(relation, node.config.materialized)) }}
{% endmacro %}
