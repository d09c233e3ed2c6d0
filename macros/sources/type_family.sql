{# What kind of type an engine's type name is: string, whole, fraction, boolean, date, instant (without a zone), zoned or other. #}
{% macro type_family(raw_type) %}
    {% set name = raw_type | lower | trim %}
    {% set base = name.split('(')[0] | trim %}
    {% if 'with time zone' in name or base in ('timestamptz', 'datetimetz') %}
        {{ return('zoned') }}
    {% elif '[' in name or base in ('struct', 'map', 'list', 'array') or '<' in name %}
        {{ return('other') }}
    {% elif base.startswith('timestamp') or base == 'datetime' %}
        {{ return('instant') }}
    {% elif base in ('decimal', 'numeric') and (name.endswith(',0)') or name.endswith(', 0)')) %}
        {{ return('whole') }}
    {% elif base in ('decimal', 'numeric', 'double', 'double precision', 'float', 'real', 'float4', 'float8') %}
        {{ return('fraction') }}
    {% elif base.endswith('int') or base in ('integer', 'uinteger', 'bignum', 'varint', 'long', 'short', 'byte', 'int2', 'int4', 'int8') %}
        {{ return('whole') }}
    {% elif base.startswith('varchar') or base.startswith('char') or base in ('text', 'string', 'bpchar', 'uuid', 'enum', 'citext', 'name') %}
        {{ return('string') }}
    {% else %}
        {{ return({'bool': 'boolean', 'boolean': 'boolean', 'date': 'date'}.get(base, 'other')) }}
    {% endif %}
{% endmacro %}
