{# The host of a web address or of an email address, in lower case, without a leading www and a dot at its end; a bare domain stays as it is. #}
{% macro url_host(address) %}{{ return(adapter.dispatch('url_host', 'intent')(address)) }}{% endmacro %}

{% macro default__url_host(address) -%}
    {#- Scheme, path, user, port, www and dot, in this order; no pattern matches twice. -#}
    {%- set host = [address] -%}
    {%- for pattern in ['^(mailto:|([a-zA-Z][a-zA-Z0-9+.-]*:)?//)', '[/?#].*$', '^.*@', ':.*$', '^[wW]{3}[.]', '[.]+$'] -%}
        {%- do host.append('regexp_replace(' ~ host[-1] ~ ", '" ~ pattern ~ "', '')") -%}
    {%- endfor -%}
    lower({{ host[-1] }})
{%- endmacro %}
