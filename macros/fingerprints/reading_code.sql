{# A fingerprint of the code by which the tables of received days read raw rows, as a string: the files of these tables and of all models
   above them, staging and a project's own included, and the package's macros that any of them calls. #}
{% macro reading_code() %}
    {% if not execute %}{{ return('') }}{% endif %}
    {% set models, macros, parts = [], [], [] %}
    {% for node in graph.nodes.values() if node.config.meta.get('fingerprints') == 'int_received_days' %}
        {% do models.append(node.unique_id) %}
    {% endfor %}
    {# A list grows while it is read: what is above what was found. #}
    {% for id in models %}
        {% set found = graph.nodes[id] %}
        {% do parts.append(id ~ ' ' ~ found.checksum.checksum) %}
        {% for parent in found.depends_on.nodes if parent.startswith('model.') and parent not in models %}{% do models.append(parent) %}{% endfor %}
        {% for macro in found.depends_on.macros if macro.startswith('macro.intent.') and macro not in macros %}{% do macros.append(macro) %}{% endfor %}
    {% endfor %}
    {% do parts.extend(intent.macro_checksums(macros)) %}
    {{ return(local_md5(parts | sort | join(', '))) }}
{% endmacro %}
