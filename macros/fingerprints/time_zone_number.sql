{# A whole number that stands for a time zone in a fingerprint: 0 for UTC. #}
{% macro time_zone_number(time_zone) %}{{ return(0 if time_zone in ('', 'UTC') else local_md5(time_zone)[:5] | int(base=16)) }}{% endmacro %}
