{# The as-of dates of a relation of fingerprints whose rows a model has to build: all of them, or on an incremental run the new and changed ones. #}
{% macro as_of_dates_to_build(fingerprints, stored_relation, is_incremental_run) -%}
    select fingerprints.as_of_date, fingerprints.input_fingerprint
    from (select * from {{ fingerprints }}) as fingerprints
    {%- if is_incremental_run %}
    where fingerprints.as_of_date in (
        {{ intent.changed_partitions(fingerprints, stored_relation, 'as_of_date') }}
    )
    {%- endif %}
{%- endmacro %}
