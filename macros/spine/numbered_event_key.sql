{# The stored key of an event: the first of the events that share 60 bits keeps them, each further one has 2^60 more. Eight fit into
   a bigint, and a ninth stops the build; of 10^15 events so many don't meet by chance. #}
{% macro numbered_event_key(event_key, number) %}{{ event_key }} + ({{ number }} - 1) * 1152921504606846976{% endmacro %}
