{# True where a text matches a regular expression of the kind that every engine reads. #}
{% macro matches_pattern(text_value, pattern) %}{{ return(adapter.dispatch('matches_pattern', 'intent')(text_value, pattern)) }}{% endmacro %}

{% macro default__matches_pattern(text_value, pattern) %}regexp_matches({{ text_value }}, '{{ pattern }}'){% endmacro %}

{% macro postgres__matches_pattern(text_value, pattern) %}{{ text_value }} ~ ('{{ pattern }}'){% endmacro %}

{% macro spark__matches_pattern(text_value, pattern) %}{{ text_value }} rlike ('{{ pattern }}'){% endmacro %}
