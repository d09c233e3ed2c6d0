{# Materialization: a table that is left alone while nothing it is made of has changed. config.meta.inputs names a model of one row
   whose input_fingerprint stands for all of it; with the model's own SQL it is noted in int_kept_tables, in the transaction
   that builds the table. A full refresh builds it anyway. #}
{% materialization kept, default %}
    {% set target = this.incorporate(type='table') %}
    {{ run_hooks(pre_hooks) }}
    {% set built_from = intent.built_from(sql) %}
    {% if intent.is_kept(target, built_from) %}
        {% call statement('main') %}select 1 as is_kept{% endcall %}
    {% else %}
        {% set existing = load_cached_relation(this) %}
        {% if existing is not none %}{% do adapter.drop_relation(existing) %}{% endif %}
        {% call statement('main') %}{{ create_table_as(false, target, sql) }}{% endcall %}
        {% do intent.note_built_from(target, built_from) %}
        {{ run_hooks(post_hooks) }}
    {% endif %}
    {% do adapter.commit() %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}

{# What a table of this model would be built from now, as a text: its SQL and the fingerprint of its inputs; none where that cannot be said. #}
{% macro built_from(sql) %}
    {% if flags.EMPTY or not config.get('meta').get('inputs') %}{{ return(none) }}{% endif %}
    {% set fingerprints = run_query('select input_fingerprint from ' ~ ref('intent', config.get('meta')['inputs'])).columns[0].values() %}
    {{ return(local_md5(sql) ~ ':' ~ fingerprints[0]) }}
{% endmacro %}

{# True where the stored table was built from just this. #}
{% macro is_kept(target, built_from) %}{{ return(adapter.dispatch('is_kept', 'intent')(target, built_from)) }}{% endmacro %}

{% macro default__is_kept(target, built_from) %}
    {% if built_from is none or should_full_refresh() or load_cached_relation(this) is none %}{{ return(false) }}{% endif %}
    {% set noted = run_query(
        'select count(*) from ' ~ ref('intent', 'int_kept_tables') ~ " where table_name = '" ~ target.identifier
        ~ "' and built_from = '" ~ built_from ~ "'"
    ).columns[0].values()[0] %}
    {{ return(noted == 1) }}
{% endmacro %}

{# Parquet tables know no delete, so nothing can be noted: there the table is built every time. #}
{% macro spark__is_kept(target, built_from) %}{{ return(false) }}{% endmacro %}

{# Notes what the stored table was built from. #}
{% macro note_built_from(target, built_from) %}{{ return(adapter.dispatch('note_built_from', 'intent')(target, built_from)) }}{% endmacro %}

{% macro default__note_built_from(target, built_from) %}
    {% set noted = ref('intent', 'int_kept_tables') %}
    {% if not flags.EMPTY %}
        {% do run_query('delete from ' ~ noted ~ " where table_name = '" ~ target.identifier ~ "'") %}
        {% if built_from is not none %}
            {% do run_query('insert into ' ~ noted ~ " values ('" ~ target.identifier ~ "', '" ~ built_from ~ "')") %}
        {% endif %}
    {% endif %}
{% endmacro %}

{% macro spark__note_built_from(target, built_from) %}{% endmacro %}
