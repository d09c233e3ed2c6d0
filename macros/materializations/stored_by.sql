{# The configuration of an incremental model that replaces whole partitions, in one call: rows of a partition (a received day, an as-of
   date) are built again exactly when its fingerprint in the named model changed. #}
{% macro incremental_by(partition_column, fingerprints, on_schema_change='ignore') %}
    {{- config(
        materialized='incremental',
        incremental_strategy='replace_partitions',
        unique_key=partition_column,
        on_schema_change=on_schema_change,
        meta={'fingerprints': fingerprints}
    ) -}}
    /* depends_on: {{ ref('intent', fingerprints) }}, {{ ref('intent', 'int_stored_tables') }} */
{%- endmacro %}

{# The configuration of a cached model, in one call: it is left alone while the fingerprints in the named model and all code stay the
   same. With a partition column only the partitions that changed are built again. #}
{% macro cached_by(fingerprints, partition_column=none, materialized='cached', falling=none, max_rounds=200) %}
    {{- config(
        materialized=materialized,
        meta={
            'fingerprints': fingerprints, 'partition_column': partition_column, 'falling': falling, 'max_rounds': max_rounds,
        }
    ) -}}
    /* depends_on: {{ ref('intent', fingerprints) }}, {{ ref('intent', 'int_stored_tables') }} */
{%- endmacro %}

{# The configuration of a fixpoint model that is cached as well, in one call; falling names a whole-number column that no round raises. #}
{% macro fixpoint_by(fingerprints, falling=none, max_rounds=200) %}
    {{- intent.cached_by(fingerprints, materialized='fixpoint', falling=falling, max_rounds=max_rounds) -}}
{%- endmacro %}

{# The configuration of a cached model for which no fingerprint stands, in one call: it is left alone while the rows of the models that it
   reads, and its own code, stay the same. For what costs more to make than its inputs cost to hash. #}
{% macro cached_by_rows() %}
    {{- config(materialized='cached', meta={'is_made_of_rows': true}) -}}
    /* depends_on: {{ ref('intent', 'int_stored_tables') }} */
{%- endmacro %}
