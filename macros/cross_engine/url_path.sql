{# The path of a web address, without host, query or fragment. #}
{% macro url_path(address) %}{{ return(adapter.dispatch('url_path', 'intent')(address)) }}{% endmacro %}

{% macro default__url_path(address) -%}
    coalesce(nullif(regexp_replace(regexp_replace({{ address }}, '[?#].*$', ''), '^([a-zA-Z]+:)?//[^/]*', ''), ''), '/')
{%- endmacro %}
