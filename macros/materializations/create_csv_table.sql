{# Makes the table of a seed of this package: `varchar` in its column types means the engine's string type, because Spark knows no
   varchar without a length. A header cell becomes SQL, so one that is no plain name stops here, before anything is created; a plain
   name that the seed does not have is reported by the configuration gate with everything else. #}
{% macro create_csv_table(model, agate_table) %}
    {% set mistakes = [] %}
    {% set rules = intent.seed_rules(model['name']) %}
    {% for name in agate_table.column_names %}
        {% set shown = loop.index if rules.is_personal else "'" ~ name | replace('\n', ' ') | truncate(120, true) ~ "'" %}
        {% if not modules.re.fullmatch('[A-Za-z_][A-Za-z0-9_]*', name) %}
            {% do mistakes.append(
                model['name'] ~ '.csv, column ' ~ shown ~ ': the file has a column too many; allowed: '
                ~ rules.columns | map(attribute='name') | join(', ')
            ) %}
        {% endif %}
    {% endfor %}
    {% if mistakes %}
        {% do exceptions.raise_compiler_error(
            'The configuration has ' ~ mistakes | length ~ ' mistake(s); nothing was scored.\n  ' ~ mistakes | join('\n  ')
        ) %}
    {% endif %}
    {% set types = model['config'].get('column_types', {}) %}
    {% for column in types if types[column] == 'varchar' %}
        {% do types.update({column: intent.string_type()}) %}
    {% endfor %}
    {{ return(dbt.create_csv_table(model, agate_table)) }}
{% endmacro %}
