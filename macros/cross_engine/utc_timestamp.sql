{# A UTC instant read from a string in ISO 8601 (calendar dates, extended or basic form) or as the warehouses print it; `Z`, UTC and offsets are shifted to UTC, and what is finer than a microsecond is cut off; null where the string is no instant. #}
{% macro utc_timestamp(string_value) %}{{ return(adapter.dispatch('utc_timestamp', 'intent')(string_value)) }}{% endmacro %}

{# The most common forms are read without more ado; the others are rewritten, which costs several times as much. #}
{% macro default__utc_timestamp(string_value) -%}
    {%- set written = "upper(trim(both ' ' from " ~ string_value ~ "))" -%}
    case
        when {{ string_value }} like '0000%' then null
        when regexp_matches({{ string_value }}, '^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z?$')
            then try_cast(replace({{ string_value }}, 'Z', '') as timestamp)
        when regexp_matches({{ string_value }}, '^\d{4}-\d{2}-\d{2}$')
            then try_cast({{ string_value }} as timestamp)
        when regexp_matches({{ written }}, '^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8})([ T] *{{ intent.default__utc_clock() }})?$')
            then cast(try_cast({{ intent.default__utc_written(written, '\\') }} as timestamptz) at time zone 'UTC' as timestamp)
    end
{%- endmacro %}

{# Spark knows neither 24:00 nor that there was no year 0. #}
{% macro spark__utc_timestamp(string_value) -%}
    {%- set written = "upper(trim(both ' ' from " ~ string_value ~ "))" -%}
    {%- set without_24 = "regexp_replace(" ~ intent.default__utc_written(written, '$') ~ ", ' 24:', ' 00:')" -%}
    case
        when {{ string_value }} like '0000%' then null
        when {{ string_value }} rlike '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?Z?)?$'
            then try_cast({{ string_value }} as timestamp)
        when {{ written }} rlike '^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8})([ T] *{{ intent.default__utc_clock() }})?$'
            then try_cast({{ without_24 }} as timestamp)
                + case when {{ written }} rlike '[ T]24(:?00)+' then interval '1' day else interval '0' day end
    end
{%- endmacro %}

{# No safe cast there: the pattern lets only true calendar days through. #}
{% macro postgres__utc_timestamp(string_value) -%}
    {%- set written = "upper(trim(both ' ' from " ~ string_value ~ "))" -%}
    {%- set days = [] -%}
    {%- for dash in ['-', ''] -%}
        {%- do days.append(
            "[0-9]{4}" ~ dash ~ "((0[13578]|1[02])" ~ dash ~ "(0[1-9]|[12][0-9]|3[01])|(0[469]|11)" ~ dash
            ~ "(0[1-9]|[12][0-9]|30)|02" ~ dash ~ "(0[1-9]|1[0-9]|2[0-8]))|([0-9]{2}(0[48]|[2468][048]|[13579][26])"
            ~ "|([02468][048]|[13579][26])00)" ~ dash ~ "02" ~ dash ~ "29"
        ) -%}
    {%- endfor -%}
    case
        when {{ string_value }} like '0000%' then null
        when {{ string_value }} ~ '^({{ days[0] }})([ T]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?Z?)?$'
            then cast(replace({{ string_value }}, 'Z', '') as timestamp)
        when {{ written }} ~ '^({{ days | join('|') }})([ T] *{{ intent.default__utc_clock() }})?$'
            then cast(cast({{ intent.default__utc_written(written, '\\') }} as timestamptz) at time zone 'UTC' as timestamp)
    end
{%- endmacro %}

{# A time of day with or without a zone, as a pattern that every engine reads. #}
{% macro default__utc_clock() -%}
    {%- set fraction = "([.,][0-9]+)?" -%}
    {%- set hour = "([01][0-9]|2[0-3])" -%}
    ([0-9]:[0-5][0-9](:[0-5][0-9]{{ fraction }})?|{{ hour }}(:[0-5][0-9](:[0-5][0-9]{{ fraction }})?|[0-5][0-9]([0-5][0-9]{{ fraction }})?)?|24(:?00(:?00([.,]0+)?)?))( ?(Z|UTC|GMT|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?( (UTC|GMT))?))?
{%- endmacro %}

{# Such a string, in upper case, as 2026-06-20 08:00:00.000000+00:00; `group` is how an engine marks a group in a replacement. #}
{% macro default__utc_written(written, group) -%}
    {%- set first, second, third = group ~ '1', group ~ '2', group ~ '3' -%}
    {%- set steps = [
        ('^([0-9]{4})-?([0-9]{2})-?([0-9]{2})[T ]*', first ~ '-' ~ second ~ '-' ~ third ~ ' '),
        (' ([0-9]:)', ' 0' ~ first),
        (' ([0-9]{2}):?([0-9]{2}):?([0-9]{2})', ' ' ~ first ~ ':' ~ second ~ ':' ~ third),
        ('^(.{11}[0-9]{2}):?([0-9]{2})($|[^0-9:].*$)', first ~ ':' ~ second ~ ':00' ~ third),
        ('^(.{11}[0-9]{2})($|[^0-9:].*$)', first ~ ':00:00' ~ second),
        ('^(.{10}) $', first ~ ' 00:00:00'),
        ('([.][0-9]{6})[0-9]+', first),
        (' ?(Z|UTC|GMT)$', ''),
        ('(:[0-9.]+) *([+-][0-9]{2})$', first ~ second ~ ':00'),
        ('(:[0-9.]+) *([+-][0-9]{2}):?([0-9]{2})$', first ~ second ~ ':' ~ third),
        ('^(.{11}[0-9:.]+)$', first ~ '+00:00'),
    ] -%}
    {%- set made = namespace(text="replace(" ~ written ~ ", ',', '.')") -%}
    {%- for pattern, replacement in steps -%}
        {%- set made.text = "regexp_replace(" ~ made.text ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "')" -%}
    {%- endfor -%}
    {{ made.text }}
{%- endmacro %}
