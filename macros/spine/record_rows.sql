{# The rows of a contract as int_delivered_records counts them: a select of contract_name, source_name, record_id, identifier_key, reject_reason, is_copy, unused_reason and n_rows. #}
{% macro record_rows(contract, relation, record_id, identifier_key='cast(null as bigint)', is_copy='false', unused_reason="''", n_rows='1') -%}
    select
        '{{ contract }}' as contract_name,
        source_name,
        {{ record_id }} as record_id,
        {{ identifier_key }} as identifier_key,
        reject_reason,
        {{ is_copy }} as is_copy,
        {{ unused_reason }} as unused_reason,
        {{ n_rows }} as n_rows
    from {{ relation }}
{%- endmacro %}
