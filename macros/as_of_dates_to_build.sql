{# The as-of dates, with their fingerprints, whose rows a model has to build: all of them, or on an incremental run the new and changed ones. #}
{% macro as_of_dates_to_build(stored_relation, is_incremental_run) -%}
    select fingerprints.as_of_date, fingerprints.input_fingerprint
    from (select * from {{ ref('int_as_of_fingerprints') }}) as fingerprints
    {%- if is_incremental_run %}
    where fingerprints.as_of_date in (
        {{ intent.changed_slices(ref('int_as_of_fingerprints'), stored_relation, 'as_of_date') }}
    )
    {%- endif %}
{%- endmacro %}
