{# The 60 bits of an md5 that a stored event key was made of: what numbered_event_key added is taken off. #}
{% macro hashed_event_key(event_key) %}mod({{ event_key }}, 1152921504606846976){% endmacro %}
