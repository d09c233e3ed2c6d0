{# Whether a run takes days over from what a stored relation of fingerprints says of them: it has a first day to look at, it is no full refresh,
   and the relation and all tables that are filled by received day are there, from a release that notes what read them. #}
{% macro keeps_stored_days(stored_relation, first_day) %}
    {% if not execute or first_day == '' or flags.EMPTY or dbt.should_full_refresh() or not intent.may_read_itself() %}{{ return(false) }}{% endif %}
    {% set missing = [] %}
    {% for node in graph.nodes.values() if node.config.meta.get('fingerprints') == 'int_received_days' %}
        {% set table = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) %}
        {% if load_cached_relation(table) is none %}{% do missing.append(node.name) %}{% endif %}
    {% endfor %}
    {% set columns = intent.stored_columns(stored_relation) or [] %}
    {{ return(missing == [] and 'read_by' in columns | map(attribute='name') | list) }}
{% endmacro %}
