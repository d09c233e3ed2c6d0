{# True for a view between models of this package: its rows are a matter of its code and of what it reads. #}
{% macro is_read_through(node) %}
    {% set is_between = node.package_name == 'intent' and node.original_file_path.startswith('models/intermediate/') %}
    {{ return(is_between and node.config.materialized == 'view') }}
{% endmacro %}
