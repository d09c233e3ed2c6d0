{# A raw column of some type as an expression of another one; what says no such value, or one that its type or the whole numbers made of it cannot hold, is null and never an error. None where no reading makes sense. Types are those of source_table; any leaves the column as it is, and raw_string is what a string says and null for a column of another type. A number read as a time is seconds, milliseconds or microseconds since 1970, by its size, and null below 100,000,000 (1973), as a number such as 20260630 is none of these. #}
{% macro read_as(column, raw_type, type_name) %}
    {% set family = intent.type_family(raw_type) %}
    {% set plain = 'cast(' ~ column ~ ' as ' ~ intent.column_type(type_name) ~ ')' %}
    {% set raw_name = raw_type | lower | trim %}
    {% if family == 'string' and raw_name.split('(')[0] not in ('varchar', 'text', 'string') and type_name != 'any' %}
        {# An id or a word in a type of its own is read as what it prints. #}
        {% set column = 'cast(' ~ column ~ ' as ' ~ intent.string_type() ~ ')' %}
    {% endif %}
    {# A digit to spare, for sums and for rounding; as a bigint, one that its double has too. #}
    {% set digits = type_name[8:-1].split(',')[0] | int - type_name[8:-1].split(',')[-1] | int - 1 if type_name.startswith('decimal(') else 15 %}
    {% set digits = 18 if type_name in ('bigint', 'string') else digits %}
    {# A decimal is compared with no number that its own type does not hold. #}
    {% set is_decimal = raw_name.startswith(('decimal(', 'numeric(')) %}
    {% set raw_digits = raw_name.split('(')[1].split(',')[0] | int - raw_name.split(',')[-1].split(')')[0] | int if is_decimal and ',' in raw_name else 99 %}
    {% set bound = '9' * digits if raw_digits > digits else '1e300' %}
    {% set within = 'case when ' ~ column ~ ' between -' ~ bound ~ ' and ' ~ bound ~ ' then ' %}
    {% if type_name == 'any' %}
        {{ return(column) }}
    {% elif type_name == 'raw_string' %}
        {{ return(plain if family == 'string' else 'cast(null as ' ~ intent.string_type() ~ ')') }}
    {% elif type_name == 'json' %}
        {{ return(intent.nested_as_json(column) if family == 'other' else plain) }}
    {% elif type_name == 'string' and family == 'fraction' %}
        {# An id that a loader widened: 123.0 is 123. No number and infinity are no ids. #}
        {% set whole = 'cast(cast(floor(' ~ column ~ ') as bigint) as ' ~ intent.string_type() ~ ')' %}
        {{ return(
            'case when ' ~ column ~ ' = floor(' ~ column ~ ') and ' ~ column ~ ' between -' ~ bound ~ ' and ' ~ bound ~ ' then '
            ~ whole ~ ' when ' ~ column ~ ' between -1e300 and 1e300 then ' ~ plain ~ ' end'
        ) }}
    {% elif type_name == 'string' %}
        {{ return(plain) }}
    {% elif type_name == 'boolean' and family == 'string' %}
        {% set word = 'lower(trim(both \' \' from ' ~ column ~ '))' %}
        {{ return(
            'case when ' ~ word ~ " in ('true', 't', 'yes', 'y', '1') then true when "
            ~ word ~ " in ('false', 'f', 'no', 'n', '0') then false end"
        ) }}
    {% elif type_name == 'boolean' and family in ('whole', 'fraction') %}
        {{ return('case when ' ~ column ~ ' between -1e300 and 1e300 then ' ~ column ~ ' <> 0 end') }}
    {% elif type_name in ('timestamp', 'date') and (family == 'string' or raw_name in ('timestamp_s', 'timestamp_ms')) %}
        {% set instant = intent.utc_timestamp(column if family == 'string' else 'cast(' ~ column ~ ' as ' ~ intent.string_type() ~ ')') | trim %}
        {{ return(instant if type_name == 'timestamp' else 'cast(' ~ instant ~ ' as date)') }}
    {% elif type_name in ('timestamp', 'date') and family == 'zoned' %}
        {% set ends = "timestamp with time zone '0001-01-01 00:00:00+00' and timestamp with time zone '9999-12-31 23:59:59+00'" %}
        {{ return('case when ' ~ column ~ ' between ' ~ ends ~ ' then cast(' ~ column ~ " at time zone 'UTC' as " ~ type_name ~ ') end') }}
    {% elif type_name in ('timestamp', 'date') and family in ('whole', 'fraction') %}
        {% set column = 'cast(' ~ column ~ ' as ' ~ intent.double_type() ~ ')' if raw_digits < 17 else column %}
        {% set micros = ['when ' ~ column ~ ' between -99999999 and 99999999 then null'] %}
        {% for limit, factor in [('99999999999', '1000000'), ('99999999999999', '1000'), ('99999999999999999', '1')] %}
            {% set number = ('cast(' ~ column ~ ' as bigint)' if family == 'whole' else column) ~ ' * ' ~ factor %}
            {% set number = 'floor(' ~ number ~ ' + 0.5)' if family == 'fraction' else number %}
            {% do micros.append('when ' ~ column ~ ' between -' ~ limit ~ ' and ' ~ limit ~ ' then cast(' ~ number ~ ' as bigint)') %}
        {% endfor %}
        {% set instant = intent.timestamp_from_micros('case ' ~ micros | join(' ') ~ ' end') %}
        {{ return(instant if type_name == 'timestamp' else 'cast(' ~ instant ~ ' as date)') }}
    {% elif type_name == 'bigint' and family == 'string' %}
        {{ return(intent.try_cast(column, 'bigint', '^ *(-?[0-9]{1,18})([.]0*)? *$')) }}
    {% elif type_name == 'bigint' and family == 'fraction' %}
        {% set rounding = 'case when ' ~ column ~ ' - floor(' ~ column ~ ') >= 0.5 then 1 else 0 end' %}
        {{ return(within ~ 'cast(floor(' ~ column ~ ') as bigint) + ' ~ rounding ~ ' end') }}
    {% elif family == 'string' and type_name not in ('boolean', 'timestamp', 'date') %}
        {{ return(intent.try_cast(column, intent.column_type(type_name), '^ *(-?[0-9]{1,' ~ digits ~ '}([.][0-9]{1,20})?) *$')) }}
    {% elif family in ('whole', 'fraction') and type_name not in ('boolean', 'timestamp', 'date') %}
        {# A case keeps the digits of a decimal on no engine but DuckDB. #}
        {% set value = within ~ plain ~ ' end' %}
        {{ return('cast(' ~ value ~ ' as ' ~ type_name ~ ')' if type_name.startswith('decimal(') else value) }}
    {% elif family == 'date' and type_name in ('timestamp', 'date') %}
        {{ return('case when ' ~ column ~ " between date '0001-01-01' and date '9999-12-31' then " ~ plain ~ ' end') }}
    {% elif family == 'instant' and type_name in ('timestamp', 'date') %}
        {# As it is: an engine skips what it stores of other times. What is no time of a person's, each contract rejects. #}
        {{ return(plain) }}
    {% elif family == 'boolean' and type_name == 'boolean' %}
        {{ return(plain) }}
    {% else %}
        {{ return(none) }}
    {% endif %}
{% endmacro %}
