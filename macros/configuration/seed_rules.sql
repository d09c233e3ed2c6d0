{# What a seed must look like, from the package's own entry in seeds/_seeds.yml, as a dictionary: keys, may_be_empty, is_personal,
   and columns, each with its name and what its meta says. Without columns while dbt parses, when there is no graph yet. #}
{% macro seed_rules(seed_name) %}
    {% set node = graph.get('nodes', {}).get('seed.intent.' ~ seed_name) %}
    {% if execute and not node %}
        {% do exceptions.raise_compiler_error(
            'The seed ' ~ seed_name ~ ' of the package is disabled; its entry says what a seed in its place must look like. Enable it.'
        ) %}
    {% endif %}
    {% set meta, columns = (node.config.meta, node.columns) if execute else ({}, {}) %}
    {% set described = [] %}
    {% for name, column in columns.items() %}{% do described.append(dict(column.config.meta, name=name)) %}{% endfor %}
    {{ return({
        'keys': meta.get('keys', []), 'may_be_empty': meta.get('may_be_empty', false),
        'is_personal': meta.get('is_personal', false), 'columns': described,
    }) }}
{% endmacro %}
