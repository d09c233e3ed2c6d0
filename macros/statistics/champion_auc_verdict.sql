{# How the ROC AUC of a scorecard compares with the champion's: champion, equal, better, worse or not measured; perhaps by chance where the difference is under 1.96 times its standard error (Hanley and McNeil 1982). #}
{% macro champion_auc_verdict(rated, champion, counts) -%}
    {%- set n = "(" ~ counts ~ ".n_contacts - " ~ counts ~ ".n_converters)" -%}
    {%- set variances = [] -%}
    {%- for card in [rated, champion] -%}
        {%- set auc = card ~ ".roc_auc" -%}
        {%- do variances.append(
            "(" ~ auc ~ " * (1 - " ~ auc ~ ") + (" ~ counts ~ ".n_converters - 1) * (" ~ auc ~ " / (2 - " ~ auc ~ ") - " ~ auc ~ " * " ~ auc ~ ")"
            ~ " + (" ~ n ~ " - 1) * (2 * " ~ auc ~ " * " ~ auc ~ " / (1 + " ~ auc ~ ") - " ~ auc ~ " * " ~ auc ~ "))"
        ) -%}
    {%- endfor -%}
    {%- set difference = "(" ~ rated ~ ".roc_auc - " ~ champion ~ ".roc_auc)" -%}
    case
        when {{ rated }}.scorecard_name = {{ champion }}.scorecard_name then 'champion'
        when {{ rated }}.roc_auc is null or {{ champion }}.roc_auc is null then 'not measured'
        when {{ rated }}.roc_auc = {{ champion }}.roc_auc then 'equal'
        else case when {{ rated }}.roc_auc > {{ champion }}.roc_auc then 'better' else 'worse' end
            || case
                when
                    {{ difference }} * {{ difference }} * {{ counts }}.n_converters * {{ n }}
                    > 3.841459 * ({{ variances | join(' + ') }})
                    then ''
                else ', perhaps by chance'
            end
    end
{%- endmacro %}
