{# The last so many days before each as-of date of a relation of fingerprints that is to be built, that date included. #}
{% macro visible_days_as_of(fingerprints, stored_relation, is_incremental_run, most_days) -%}
    select
        dates.as_of_date,
        dates.input_fingerprint,
        numbers.number as age_days,
        {{ intent.add_days('dates.as_of_date', '-numbers.number') }} as occurred_date
    from ({{ intent.partitions_to_build(fingerprints, 'as_of_date', stored_relation, is_incremental_run) }}) as dates
    inner join (select number from {{ ref('stg_intent__whole_numbers') }}) as numbers on numbers.number <= {{ most_days }}
{%- endmacro %}
