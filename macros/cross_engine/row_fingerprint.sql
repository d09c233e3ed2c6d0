{# A fast engine-own hash of a whole row of a table or CTE, below 2^31, for noticing change on one engine; never stored as a key.
   It reads whatever columns the row has, so nothing can be left out of it. #}
{% macro row_fingerprint(table_alias) %}{{ return(adapter.dispatch('row_fingerprint', 'intent')(table_alias)) }}{% endmacro %}

{% macro default__row_fingerprint(table_alias) %}cast(hash({{ table_alias }}) % 2147483647 as bigint){% endmacro %}

{% macro postgres__row_fingerprint(table_alias) -%}
    abs(hashtextextended(cast({{ table_alias }} as text), 0) % 2147483647)
{%- endmacro %}

{% macro spark__row_fingerprint(table_alias) %}pmod(xxhash64({{ table_alias }}.*), 2147483647){% endmacro %}
