{# True where a string matches a regular expression of the kind that every engine reads. #}
{% macro matches_pattern(string_value, pattern) %}{{ return(adapter.dispatch('matches_pattern', 'intent')(string_value, pattern)) }}{% endmacro %}

{% macro default__matches_pattern(string_value, pattern) %}regexp_matches({{ string_value }}, '{{ pattern }}'){% endmacro %}

{% macro postgres__matches_pattern(string_value, pattern) %}{{ string_value }} ~ ('{{ pattern }}'){% endmacro %}

{% macro spark__matches_pattern(string_value, pattern) %}{{ string_value }} rlike ('{{ pattern }}'){% endmacro %}
