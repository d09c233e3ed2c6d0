{# Makes an engine compute a CTE once however often it is read. Spark writes it out wherever it is read, and takes minutes to plan
   what comes of that, unless the CTE holds something that could differ from one reading to the next; the others need nothing. #}
{% macro where_read_once() %}{{ return(adapter.dispatch('where_read_once', 'intent')()) }}{% endmacro %}

{% macro default__where_read_once() %}{% endmacro %}

{% macro spark__where_read_once() %}where rand() >= 0{% endmacro %}
