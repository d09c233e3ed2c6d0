{# Which columns of raw tables the staging models read in which type, of those that may lose a value by it: a list of source_name,
   table_name, relation, column_name, read (the expression) and is_missing (true where the column says that it has no value), found in
   the code of all models that call source_table. A time beside which the same model reads a raw_string is left to the events contract,
   which rejects what it cannot read. Empty while dbt parses, when nobody knows the raw tables. #}
{% macro raw_readings() %}
    {% set types = "(bigint|number|boolean|timestamp|date|decimal[(][0-9, ]+[)])'" %}
    {% set wanted = {} %}
    {% for node in (graph.nodes.values() if execute else []) if node.resource_type == 'model' and 'source_table(' in node.raw_code %}
        {% set pieces = node.raw_code.split("source('") %}
        {% for piece in pieces[1:] %}
            {% set code = pieces[0] ~ piece %}
            {% set columns = modules.re.findall("'([a-z0-9_ ]+)': *'" ~ types, code) + modules.re.findall("([a-z0-9_]+)='" ~ types, code) %}
            {% set source_name, table_name = piece.split("'")[0], piece.split("'")[2] %}
            {% set is_beginning = piece.split("'")[3].strip().startswith('~') %}
            {% for table in graph.sources.values() if table.source_name == source_name and (table.name == table_name or (is_beginning and table.name.startswith(table_name))) %}
                {% for names, type in columns if not (type == 'timestamp' and "'raw_string'" in code) %}
                    {% do wanted.update({(source_name, table.name, names, type): none}) %}
                {% endfor %}
            {% endfor %}
        {% endfor %}
    {% endfor %}
    {% set readings = [] %}
    {% set tables = {} %}
    {% for source_name, table_name, names, type in wanted | sort %}
        {% if (source_name, table_name) not in tables %}
            {% set relation = source(source_name, table_name) %}
            {% do tables.update({(source_name, table_name): {'relation': relation, 'columns': intent.source_columns(relation)}}) %}
        {% endif %}
        {% set table = tables[(source_name, table_name)] %}
        {% set found = intent.found_column(table.columns, names) %}
        {% if found %}
            {% do readings.append(intent.lossy_reading(source_name, table_name, table.relation, found, type)) %}
        {% endif %}
    {% endfor %}
    {{ return(readings | select | list) }}
{% endmacro %}
