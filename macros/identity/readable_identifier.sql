{# An identifier as it can be read, whoever delivers it: what has no width is left out, spaces of every width are one kind, and
   none stands around it. A control character or a line end within it becomes the sign for what cannot be read, and is refused. #}
{% macro readable_identifier(string_value) -%}
    {#- Soft hyphens, joiners, marks of direction, fillers, variation selectors, byte order marks. -#}
    {%- set invisible = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u200c\u200d\u200e\u200f"
        ~ "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
        ~ "\u3164\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f\ufeff\uffa0\ufff9\ufffa\ufffb" -%}
    {%- set spaces = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000" -%}
    {%- set line_ends = "\u2028\u2029" -%}
    {%- set controls = range(1, 32) | list + range(127, 160) | list -%}
    {%- set unreadable = "\ufffd" -%}
    {#- Most identifiers are plain, and seeing that is ten times cheaper than changing them. -#}
    case
        when {{ intent.is_plain_string(string_value) }} then {{ string_value }}
        else trim(both ' {{ unreadable }}' from translate(
            {{ string_value }},
            '{{ spaces }}{{ line_ends }}' || {{ intent.nul_character() }} || chr({{ controls | join(') || chr(') }}) || '{{ invisible }}',
            '{{ ' ' * spaces | length }}{{ unreadable * (line_ends | length + 1 + controls | length) }}'
        ))
    end
{%- endmacro %}
