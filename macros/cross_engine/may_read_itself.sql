{# Whether a model that is made in every run may read what the run before left of it. On Spark the table is dropped first. #}
{% macro may_read_itself() %}{{ return(adapter.dispatch('may_read_itself', 'intent')()) }}{% endmacro %}

{% macro default__may_read_itself() %}{{ return(true) }}{% endmacro %}

{% macro spark__may_read_itself() %}{{ return(false) }}{% endmacro %}
