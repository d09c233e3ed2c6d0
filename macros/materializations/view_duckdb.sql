{# Materialization: a view on DuckDB, replaced in one statement. dbt-duckdb's own makes it under another name, renames twice and drops. #}
{% materialization view, adapter='duckdb' %}
    {% set target = this.incorporate(type='view') %}
    {% set existing = load_cached_relation(this) %}
    {{ run_hooks(pre_hooks) }}
    {% if existing is not none and not existing.is_view %}{% do adapter.drop_relation(existing) %}{% endif %}
    {% call statement('main') %}
        {%- if config.get('contract').enforced %}{{ get_assert_columns_equivalent(sql) }}{% endif %}
        create or replace view {{ target }} as ({{ sql }})
    {% endcall %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}
