{# The columns that a seed's table has now, in order; none before it is loaded. Only the configuration gate and typed seeds
   may ask, because what a person left out of a file has to become a sentence or a default instead of an error of the engine, and a table
   that remembers an older release. #}
{% macro stored_columns(relation) %}
    {% if not execute %}{{ return(none) }}{% endif %}
    {% set stored = load_cached_relation(relation) %}
    {{ return(none if stored is none else adapter.get_columns_in_relation(stored)) }}
{% endmacro %}
