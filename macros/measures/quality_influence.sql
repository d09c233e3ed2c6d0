{# How much a contact moves a measure of quality: the derivative of the measure by the weight of the contact's rows. Cuts are held where they are. #}
{% macro quality_influence(measure, contact, total) -%}
    {%- set depth = measure.split('_', 1)[1] | replace('top_', '') if measure.startswith('lift') else measure.split('_', 1)[1] -%}
    {%- set value = total ~ "." ~ measure -%}
    {%- if measure == 'roc_auc' -%}
    ({{ contact }}.others_below - {{ value }} * {{ contact }}.n_converted) / nullif({{ total }}.n_converted, 0)
        + ({{ contact }}.converters_above - {{ value }} * ({{ contact }}.n_dates - {{ contact }}.n_converted))
        / nullif({{ total }}.n_contacts - {{ total }}.n_converted, 0)
    {%- elif measure == 'pr_auc' -%}
    ({{ contact }}.precisions - {{ value }} * {{ contact }}.n_converted) / nullif({{ total }}.n_converted, 0)
    {%- elif measure.startswith('precision') -%}
    ({{ contact }}.converted_first_{{ depth }} - {{ value }} * {{ contact }}.first_{{ depth }}) / nullif({{ total }}.n_first_{{ depth }}, 0)
    {%- elif measure.startswith('recall') -%}
    ({{ contact }}.converted_first_{{ depth }} - {{ value }} * {{ contact }}.n_converted) / nullif({{ total }}.n_converted, 0)
    {%- else -%}
    case when {{ total }}.n_converted_first_{{ depth }} > 0 then {{ value }} * (
        {{ intent.ratio(contact ~ '.n_dates', total ~ '.n_contacts') }}
        + {{ contact }}.converted_first_{{ depth }} / {{ total }}.n_converted_first_{{ depth }}
        - {{ contact }}.first_{{ depth }} / {{ total }}.n_first_{{ depth }}
        - {{ intent.ratio(contact ~ '.n_converted', total ~ '.n_converted') }}
    ) end
    {%- endif -%}
{%- endmacro %}
