{# The host of the page that led to an event, as rules match it: macro url_host, and an empty string where there is none or it is no host in
   ASCII. Most referrers begin with https:// and have neither user nor port: they are cut, which is several times cheaper than url_host. #}
{% macro referrer_host(referrer) -%}
    {%- set is_host = '^[a-z0-9._-]{0,252}[a-z0-9]$' -%}
    {%- set quick_host = intent.split_item('substr(' ~ referrer ~ ', 9)', '/', 1) -%}
    case
        when coalesce({{ referrer }}, '') = '' then ''
        when {{ referrer }} like 'https://www.%' and {{ intent.matches_pattern(quick_host, is_host) }} then substr({{ quick_host }}, 5)
        when {{ referrer }} like 'https://%' and {{ intent.matches_pattern(quick_host, is_host) }} then {{ quick_host }}
        when {{ intent.is_null_like(referrer) }} then ''
        when {{ intent.matches_pattern(intent.url_host(referrer), is_host) }} then {{ intent.url_host(referrer) }}
        else ''
    end
{%- endmacro %}
