{# A raw column of some type as an expression of another one; a string that says no such value is null. None where no reading makes sense. Types are those of source_table; any leaves the column as it is, and raw_string is what a string says and null for a column of another type. A number read as a time is seconds, milliseconds or microseconds since 1970, by its size, and null below 100,000,000 (1973), as a number such as 20260630 is none of these. #}
{% macro read_as(column, raw_type, type_name) %}
    {% set family = intent.type_family(raw_type) %}
    {% set plain = 'cast(' ~ column ~ ' as ' ~ intent.column_type(type_name) ~ ')' %}
    {% if type_name == 'any' %}
        {{ return(column) }}
    {% elif type_name == 'raw_string' %}
        {{ return(plain if family == 'string' else 'cast(null as ' ~ intent.string_type() ~ ')') }}
    {% elif type_name == 'json' %}
        {{ return(intent.nested_as_json(column) if family == 'other' else plain) }}
    {% elif type_name == 'string' and family == 'fraction' %}
        {# An id that a loader widened: 123.0 is 123. #}
        {% set whole = 'cast(cast(floor(' ~ column ~ ') as bigint) as ' ~ intent.string_type() ~ ')' %}
        {{ return('case when ' ~ column ~ ' = floor(' ~ column ~ ') and abs(' ~ column ~ ') < 1e18 then ' ~ whole ~ ' else ' ~ plain ~ ' end') }}
    {% elif type_name == 'string' %}
        {{ return(plain) }}
    {% elif type_name == 'boolean' and family == 'string' %}
        {% set word = 'lower(trim(both \' \' from ' ~ column ~ '))' %}
        {{ return(
            'case when ' ~ word ~ " in ('true', 't', 'yes', 'y', '1') then true when "
            ~ word ~ " in ('false', 'f', 'no', 'n', '0') then false end"
        ) }}
    {% elif type_name == 'boolean' and family in ('whole', 'fraction') %}
        {{ return('(' ~ column ~ ' <> 0)') }}
    {% elif type_name in ('timestamp', 'date') and family == 'string' %}
        {% set instant = intent.utc_timestamp(column) | trim %}
        {{ return(instant if type_name == 'timestamp' else 'cast(' ~ instant ~ ' as date)') }}
    {% elif type_name in ('timestamp', 'date') and family == 'zoned' %}
        {{ return('cast(' ~ column ~ " at time zone 'UTC' as " ~ type_name ~ ')') }}
    {% elif type_name in ('timestamp', 'date') and family in ('whole', 'fraction') %}
        {% set micros = ['when abs(' ~ column ~ ') < 100000000 then null'] %}
        {% for limit, factor in [('100000000000', '1000000'), ('100000000000000', '1000'), ('100000000000000000', '1')] %}
            {% set number = ('cast(' ~ column ~ ' as bigint)' if family == 'whole' else column) ~ ' * ' ~ factor %}
            {% set number = 'floor(' ~ number ~ ' + 0.5)' if family == 'fraction' else number %}
            {% do micros.append('when abs(' ~ column ~ ') < ' ~ limit ~ ' then cast(' ~ number ~ ' as bigint)') %}
        {% endfor %}
        {% set instant = intent.timestamp_from_micros('case ' ~ micros | join(' ') ~ ' end') %}
        {{ return(instant if type_name == 'timestamp' else 'cast(' ~ instant ~ ' as date)') }}
    {% elif type_name == 'bigint' and family == 'string' %}
        {{ return(intent.try_cast(column, 'bigint', '^ *(-?[0-9]{1,18})([.]0*)? *$')) }}
    {% elif type_name == 'bigint' and family == 'fraction' %}
        {{ return('cast(floor(' ~ column ~ ' + 0.5) as bigint)') }}
    {% elif family == 'string' %}
        {{ return(intent.try_cast(column, intent.column_type(type_name), '^ *(-?[0-9]{1,15}([.][0-9]+)?) *$')) }}
    {% elif family in ('whole', 'fraction') and type_name not in ('boolean', 'timestamp', 'date') %}
        {{ return(plain) }}
    {% elif family in ('instant', 'date') and type_name in ('timestamp', 'date') %}
        {{ return(plain) }}
    {% elif family == 'boolean' and type_name == 'boolean' %}
        {{ return(plain) }}
    {% else %}
        {{ return(none) }}
    {% endif %}
{% endmacro %}
