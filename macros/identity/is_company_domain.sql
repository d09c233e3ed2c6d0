{# True where a host (macro url_host) may be a company's domain: no address in numbers, and no name that is never given to anybody. #}
{% macro is_company_domain(host) -%}
    (
        {{ intent.is_domain(host) }}
        and not {{ intent.matches_pattern(host, '[.]([0-9]+|local|localhost|localdomain|internal|invalid)$') }}
    )
{%- endmacro %}
