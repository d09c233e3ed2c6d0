{# Materialization: a table on DuckDB, replaced in one statement. dbt-duckdb's own makes a copy under another name, renames twice and drops. #}
{% materialization table, adapter='duckdb' %}
    {% set target = this.incorporate(type='table') %}
    {% set existing = load_cached_relation(this) %}
    {{ run_hooks(pre_hooks) }}
    {% if existing is not none and not existing.is_table %}{% do adapter.drop_relation(existing) %}{% endif %}
    {% call statement('main') %}
        {% if config.get('contract').enforced %}
        {{ get_assert_columns_equivalent(sql) }}
        create or replace table {{ target }} {{ get_table_columns_and_constraints() }};
        insert into {{ target }} {{ get_column_names() }} ({{ get_select_subquery(sql) }})
        {% else %}
        create or replace table {{ target }} as ({{ sql }})
        {% endif %}
    {% endcall %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}
