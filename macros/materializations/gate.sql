{# Materialization: a table of mistakes that stops the run when it has rows, and names them all in one message. With
   config.meta.is_warning the message is a warning and the run goes on; config.meta.sentence is the first sentence of an error, with {}
   for the number of rows. #}
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
        {% set sentences = [] %}
        {% for mistake in mistakes.rows %}
            {#- No value is one that must not be shown: then the key is the line of the file. -#}
            {% set is_hidden = mistake[3] is none %}
            {% set cell = (mistake[3] or '') | replace('\n', ' ') | truncate(120, true) %}
            {% do sentences.append(
                mistake[0] ~ ((', line ' if is_hidden else ', row ') ~ mistake[1] | truncate(120, true) if mistake[1] else '')
                ~ (', column ' ~ mistake[2] if mistake[2] else '')
                ~ (", value '" ~ cell ~ "'" if (mistake[1] or cell) and not is_hidden else '') ~ ': ' ~ mistake[4]
            ) %}
        {% endfor %}
        {% set lines = '\n  ' ~ sentences | join('\n  ') %}
        {% if sentences and config.get('meta').get('is_warning') %}
            {% do exceptions.warn('WARNING: ' ~ config.get('meta').get('subject', 'the configuration is unusual') ~ ' in ' ~ (sentences | length)
                ~ ' place(s); scoring goes on.' ~ lines) %}
        {% elif sentences %}
            {% set sentence = config.get('meta').get('sentence', 'The configuration has {} mistake(s); nothing was scored.') %}
            {% do exceptions.raise_compiler_error(sentence.replace('{}', sentences | length | string) ~ lines) %}
        {% endif %}
    {% endif %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}
