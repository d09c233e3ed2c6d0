{# The days of a stored relation of fingerprints that are taken over as they were, as a select: those before the first day to look at, and before
   the latest stored one, read by the same code under the same settings (a CTE with input_fingerprint). Rows of no day are always read. #}
{% macro stored_days_to_keep(stored_relation, first_day, code, settings) -%}
    select
        source_name,
        received_date,
        n_delivered,
        input_fingerprint
    from {{ stored_relation }}
    where
        received_date > date '1970-01-01'
        and received_date < date '{{ first_day }}'
        and received_date < (select max(received_date) from {{ stored_relation }})
        and read_by = '{{ code }}'
        and settings_fingerprint in (select input_fingerprint from {{ settings }})
{%- endmacro %}
