{# The rows of a contract of versions, of which only equal ones are copies, as record_rows: each different version once, the rejected rows, and how many copies there are. #}
{% macro version_rows(contract, relation, record_id, identifier_key) -%}
    {%- set different = '(select distinct * from ' ~ relation ~ " where reject_reason = '') as different_versions" -%}
    {%- set copies = '(select source_name, reject_reason, 1 as n_rows from ' ~ relation ~ " where reject_reason = ''"
        ~ ' union all select source_name, reject_reason, -1 as n_rows from ' ~ different ~ ') as copies' -%}
    {{ intent.record_rows(contract, different, record_id, identifier_key) }}
    union all
    {{ intent.record_rows(contract, '(select * from ' ~ relation ~ " where reject_reason <> '') as rejected", record_id, identifier_key) }}
    union all
    {{ intent.record_rows(contract, copies, "''", is_copy='true', n_rows='n_rows') }}
{%- endmacro %}
