{# A measure of quality_measures from sums over the steps of gains: pairs in the right order, precisions, contacts and converted above each depth. #}
{% macro quality_measure(measure) -%}
    {%- set depth = measure.split('_', 1)[1] | replace('top_', '') if measure.startswith('lift') else measure.split('_', 1)[1] -%}
    {%- if measure == 'roc_auc' -%}
    {{ intent.ratio("double_ordered_pairs", "2.0 * n_converted * (n_contacts - n_converted)") }}
    {%- elif measure == 'pr_auc' -%}
    {{ intent.ratio("precision_billionths", "1000000000.0 * n_converted") }}
    {%- elif measure.startswith('precision') -%}
    {{ intent.ratio("converted_first_" ~ depth ~ "_micro", "first_" ~ depth ~ "_micro") }}
    {%- elif measure.startswith('recall') -%}
    {{ intent.ratio("converted_first_" ~ depth ~ "_micro", "1000000.0 * n_converted") }}
    {%- else -%}
    {{ intent.ratio("converted_first_" ~ depth ~ "_micro", (10000 * (depth | int)) ~ ".0 * n_converted") }}
    {%- endif -%}
{%- endmacro %}
