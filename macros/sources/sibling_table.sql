{# A table that lies beside a declared source table and has another name, such as the table of one event beside `tracks`. #}
{% macro sibling_table(relation, table_name) %}
    {% set sibling = relation.incorporate(path={'identifier': table_name}) %}
    {% if sibling.external %}
        {% set sibling = sibling.incorporate(external=relation.external.replace('/' ~ relation.identifier ~ '.', '/' ~ table_name ~ '.')) %}
    {% endif %}
    {{ return(sibling) }}
{% endmacro %}
