{# A fingerprint of the code that makes a stored table, as a string: the files of its model and of the models above it, up to those whose
   rows the table's fingerprints stand for already, and the package's macros that any of them calls. Needs a node that is executing. #}
{% macro code_version(node) %}
    {% set fingerprints = node.config.meta.get('fingerprints') %}
    {% set watched = [fingerprints] + graph.nodes['model.intent.' ~ fingerprints].config.meta.get('stands_for', []) if fingerprints else [] %}
    {% set models, macros, parts = [node.unique_id], [], [] %}
    {# A list grows while it is read: what is above what was found. #}
    {% for id in models %}
        {% set found = graph.nodes[id] %}
        {% do parts.append(id ~ ' ' ~ found.checksum.checksum) %}
        {# A stored table above is made of its rows, not of the fingerprints that say when it is built. #}
        {% set passed = watched + [found.config.meta.get('fingerprints')] %}
        {% for parent in found.depends_on.nodes if parent.startswith('model.intent.') and parent not in models %}
            {% set above = graph.nodes[parent] %}
            {# Where the rows that are read are hashed, the code above them says nothing more. #}
            {% set is_hashed = node.config.meta.get('is_made_of_rows') and not intent.is_read_through(above) %}
            {% if not is_hashed and above.name not in passed and not above.original_file_path.startswith('models/staging/') %}{% do models.append(parent) %}{% endif %}
        {% endfor %}
        {% for macro in found.depends_on.macros if macro.startswith('macro.intent.') and macro not in macros %}{% do macros.append(macro) %}{% endfor %}
    {% endfor %}
    {% do parts.extend(intent.macro_checksums(macros)) %}
    {{ return(local_md5(parts | sort | join(', '))) }}
{% endmacro %}

{# True for an incremental table of this package whose stored rows were made by other code: dbt builds it whole. #}
{% macro has_new_code() %}
    {% if not execute or flags.EMPTY or model.config.materialized != 'incremental' or not model.config.meta.get('fingerprints') %}
        {{ return(false) }}
    {% endif %}
    {% if load_cached_relation(this) is none %}{{ return(false) }}{% endif %}
    {% set note = intent.build_note(this) %}
    {{ return(note is none or note['built_from'] != intent.code_version(model)) }}
{% endmacro %}

{# Whether a model is built whole. dbt asks here for every model of this package: a full refresh, or code that changed. #}
{% macro should_full_refresh() %}{{ return(dbt.should_full_refresh() or intent.has_new_code()) }}{% endmacro %}
