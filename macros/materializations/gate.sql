{# Materialization: a table of mistakes that stops the run when it has rows, and names them all in one message. #}
{% materialization gate, default %}
    {% set target = this.incorporate(type='table') %}
    {{ run_hooks(pre_hooks) }}
    {% set existing = load_cached_relation(this) %}
    {% if existing is not none %}{% do adapter.drop_relation(existing) %}{% endif %}
    {% call statement('main') %}{{ create_table_as(false, target, sql) }}{% endcall %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {% if not flags.EMPTY %}
        {% set mistakes = run_query(
            'select file_name, key_value, column_name, cell_value, message from ' ~ target ~ ' order by 1, 2, 3, 4, 5'
        ) %}
        {% if mistakes | length > 0 %}
            {% set sentences = [] %}
            {% for mistake in mistakes.rows %}
                {% do sentences.append(
                    mistake[0] ~ (', row ' ~ mistake[1] if mistake[1] else '') ~ ', column ' ~ mistake[2]
                    ~ ", value '" ~ mistake[3] ~ "': " ~ mistake[4]
                ) %}
            {% endfor %}
            {% do exceptions.raise_compiler_error(
                'The configuration has ' ~ (mistakes | length) ~ ' mistake(s); nothing was scored.\n  ' ~ sentences | join('\n  ')
            ) %}
        {% endif %}
    {% endif %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}
