{# What stands after `from` for a fingerprint of all rows that a model reads, of one row; none where something is read that has no rows of its
   own to hash (an ephemeral model, a source), so that the model is built every time. The rows of an incremental table are known by the
   fingerprints of its partitions and the code that made them, so they are not read; a view between models is known by what it reads. #}
{% macro rows_read_sql(node) %}
    {% set ids, selects, unknown = node.depends_on.nodes | list, [], [] %}
    {# A list grows while it is read: what a view reads comes after the view. #}
    {% for id in ids if id != 'model.intent.int_stored_tables' %}
        {% set found = graph.nodes.get(id) %}
        {% if found is none or found.config.materialized == 'ephemeral' %}
            {% do unknown.append(id) %}
        {% elif intent.is_read_through(found) %}
            {% do ids.extend(found.depends_on.nodes) %}
        {% else %}
            {% do selects.append(intent.rows_known_by(found)) %}
        {% endif %}
    {% endfor %}
    {% if unknown or not selects or none in selects %}{{ return(none) }}{% endif %}
    {% set relations, names = [], [] %}
    {% for rows in selects | unique | sort %}
        {% do names.append('rows_' ~ loop.index) %}
        {% do relations.append(names[-1] ~ ' as (' ~ rows ~ ')') %}
    {% endfor %}
    {{ return('(with ' ~ relations | join(', ') ~ ' ' ~ intent.joint_fingerprint(names) ~ ') as rows_read') }}
{% endmacro %}

{# A select of rows that are others whenever the rows of a table are others, or the columns in its meta.known_by where others count for nothing;
   none where nothing is noted of an incremental table. #}
{% macro rows_known_by(node) %}
    {% set relation = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) %}
    {% if node.package_name != 'intent' or node.config.materialized != 'incremental' or not node.config.meta.get('fingerprints') %}
        {{ return('select ' ~ node.config.meta.get('known_by', '*') ~ ' from ' ~ relation) }}
    {% endif %}
    {% set note = intent.build_note(relation) %}
    {% if note is none %}{{ return(none) }}{% endif %}
    {% set partition = intent.partition_columns(node.config.unique_key) | join(', ') %}
    {{ return('select distinct ' ~ partition ~ ", input_fingerprint, '" ~ note['built_from'] ~ "' as built_from from " ~ relation) }}
{% endmacro %}
