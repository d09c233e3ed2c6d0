{# How far down the ranks of a scorecard its quality is looked at: percentages of the contacts, and as many as the champion has in its top segments. #}
{% macro quality_depths() %}{{ return([1, 5, 10, 20, 'top_segment', 'top_two_segments']) }}{% endmacro %}
