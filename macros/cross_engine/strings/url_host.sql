{# The host of a web address without a leading www, in lower case; a bare domain stays as it is. #}
{% macro url_host(address) %}{{ return(adapter.dispatch('url_host', 'intent')(address)) }}{% endmacro %}

{% macro default__url_host(address) -%}
    lower(regexp_replace(regexp_replace(regexp_replace({{ address }}, '^([a-zA-Z]+:)?//', ''), '[/:?#].*$', ''), '^[wW]{3}[.]', ''))
{%- endmacro %}
