{# The key of an event: its source and the source's own id of it, hashed. Two events may share it; event_check tells them apart. #}
{% macro event_key() %}{{ intent.stable_key(intent.joined_strings(['source_name', "coalesce(event_id, '')"])) }}{% endmacro %}
