{# 28 further bits of the md5 behind event_key: rows of one key and one check are copies of one event, others are events that share a key by
   chance. #}
{% macro event_check() -%}
    {%- set hashed = intent.joined_strings(['source_name', "coalesce(event_id, '')"]) -%}
    cast(mod({{ intent.hex_to_integer("substr(md5(" ~ hashed ~ "), 16, 15)") }}, 268435456) as integer)
{%- endmacro %}
