{# The measures of intent_scorecard_quality that have an interval, each with its highest possible value (none: unbounded). #}
{% macro quality_measures() %}
    {% set measures = {'roc_auc': '1.0', 'pr_auc': '1.0'} %}
    {% for depth in intent.quality_depths() %}
        {% if depth is string %}
            {% do measures.update({'precision_' ~ depth: '1.0', 'recall_' ~ depth: '1.0'}) %}
        {% else %}
            {% do measures.update({'lift_top_' ~ depth: none}) %}
        {% endif %}
    {% endfor %}
    {{ return(measures) }}
{% endmacro %}
