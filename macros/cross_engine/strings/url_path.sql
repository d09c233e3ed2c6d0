{# The path of a web address, without host, query or fragment. #}
{% macro url_path(address) %}{{ return(adapter.dispatch('url_path', 'intent')(address)) }}{% endmacro %}

{% macro default__url_path(address) -%}
    {#- Most addresses are a path or begin with https://, and cutting these is several times cheaper than matching a pattern. -#}
    {%- set bare = "case when " ~ address ~ " like '%?%' or " ~ address ~ " like '%#%' then regexp_replace(" ~ address
        ~ ", '[?#].*$', '') else " ~ address ~ " end" -%}
    {%- set host = "split_part(substr(" ~ bare ~ ", 9), '/', 1)" -%}
    coalesce(
        nullif(
            case
                when {{ bare }} like 'https://%' then substr({{ bare }}, 9 + length({{ host }}))
                when {{ bare }} like '/%' and {{ bare }} not like '//%' then {{ bare }}
                else regexp_replace({{ bare }}, '^([a-zA-Z]+:)?//[^/]*', '')
            end,
            ''
        ),
        '/'
    )
{%- endmacro %}
