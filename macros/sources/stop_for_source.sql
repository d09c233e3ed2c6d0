{# Stops the run with a sentence about a raw table: that it is missing, or which of its columns are missing or unreadable. #}
{% macro stop_for_source(relation, columns, missing, unreadable) %}
    {% set names = [] %}
    {% for source in graph.sources.values() if source.schema == relation.schema and source.identifier == relation.identifier %}
        {% do names.append(source.source_name) %}
    {% endfor %}
    {% set source_name = names[0] if names else relation.schema %}
    {% set place = 'Source ' ~ source_name ~ ', table ' ~ relation.identifier ~ ' (' ~ relation.render() ~ ')' %}
    {% set sentences = [] %}
    {% if not columns %}
        {% do sentences.append(
            'there is no such table. It needs the columns ' ~ missing | join(', ') ~ '. If you have no ' ~ source_name
            ~ ', take it out of intent_connectors; if its tables are elsewhere, set the vars intent_' ~ source_name
            ~ '_schema and intent_' ~ source_name ~ '_database.'
        ) %}
    {% elif missing %}
        {% do sentences.append(
            'required columns are missing: ' ~ missing | join(', ') ~ '. The table has: '
            ~ columns | map(attribute='name') | sort | join(', ') ~ '.'
        ) %}
    {% endif %}
    {% for sentence in unreadable %}
        {% do sentences.append('column ' ~ sentence ~ '.') %}
    {% endfor %}
    {% do exceptions.raise_compiler_error(place ~ ': ' ~ sentences | join(' Also: ')) %}
{% endmacro %}
