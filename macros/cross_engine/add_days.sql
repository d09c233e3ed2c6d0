{# A date moved by a whole number of days (negative moves back). #}
{% macro add_days(from_date, n_days) %}{{ return(adapter.dispatch('add_days', 'intent')(from_date, n_days)) }}{% endmacro %}

{% macro default__add_days(from_date, n_days) %}({{ from_date }} + cast({{ n_days }} as integer)){% endmacro %}

{% macro spark__add_days(from_date, n_days) %}date_add({{ from_date }}, cast({{ n_days }} as integer)){% endmacro %}
