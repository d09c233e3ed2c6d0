{# A value of a nested or JSON type (struct, list, json, jsonb) as a JSON string. #}
{% macro nested_as_json(nested_value) %}{{ return(adapter.dispatch('nested_as_json', 'intent')(nested_value)) }}{% endmacro %}

{% macro default__nested_as_json(nested_value) %}cast(to_json({{ nested_value }}) as varchar){% endmacro %}

{% macro postgres__nested_as_json(nested_value) %}cast(to_jsonb({{ nested_value }}) as text){% endmacro %}

{% macro spark__nested_as_json(nested_value) %}to_json({{ nested_value }}){% endmacro %}
