{# A fast engine-own hash of a row below 2^31, for noticing change on one engine; never stored as a key. #}
{% macro row_fingerprint(columns) %}{{ return(adapter.dispatch('row_fingerprint', 'intent')(columns)) }}{% endmacro %}

{% macro default__row_fingerprint(columns) %}cast(hash({{ columns | join(', ') }}) % 2147483647 as bigint){% endmacro %}

{% macro postgres__row_fingerprint(columns) -%}
    abs(hashtextextended(cast(row({{ columns | join(', ') }}) as text), 0) % 2147483647)
{%- endmacro %}

{% macro spark__row_fingerprint(columns) %}pmod(xxhash64({{ columns | join(', ') }}), 2147483647){% endmacro %}
