{# The checksums of macros of this package, given by their unique ids, and of all that they call: a list of strings. #}
{% macro macro_checksums(ids) %}
    {% set macros, parts = ids | list, [] %}
    {# A list grows while it is read: what calls comes before what is called. #}
    {% for id in macros %}
        {% set found = intent[id.split('.')[2]].macro %}
        {% do parts.append(id ~ ' ' ~ local_md5(found.macro_sql)) %}
        {% for macro in found.depends_on.macros if macro.startswith('macro.intent.') and macro not in macros %}{% do macros.append(macro) %}{% endfor %}
    {% endfor %}
    {{ return(parts) }}
{% endmacro %}
