{# The number of a row in the order in which a small table was filled, for messages alone. #}
{% macro row_number_as_stored() %}{{ return(adapter.dispatch('row_number_as_stored', 'intent')()) }}{% endmacro %}

{% macro default__row_number_as_stored() %}row_number() over (order by rowid){% endmacro %}

{% macro postgres__row_number_as_stored() %}row_number() over (order by ctid){% endmacro %}

{% macro spark__row_number_as_stored() %}row_number() over (order by monotonically_increasing_id()){% endmacro %}
