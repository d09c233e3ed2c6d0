{# An aggregate: the sum of an engine-own hash of each whole row of a table, as a string, for noticing change on one engine. #}
{% macro table_fingerprint(table_alias) %}{{ return(adapter.dispatch('table_fingerprint', 'intent')(table_alias)) }}{% endmacro %}

{% macro default__table_fingerprint(table_alias) %}cast(sum(hash({{ table_alias }})) as varchar){% endmacro %}

{% macro postgres__table_fingerprint(table_alias) -%}
    cast(sum(hashtextextended(cast({{ table_alias }} as text), 0)) as text)
{%- endmacro %}

{% macro spark__table_fingerprint(table_alias) %}cast(sum(cast(xxhash64({{ table_alias }}.*) as decimal(38, 0))) as string){% endmacro %}
