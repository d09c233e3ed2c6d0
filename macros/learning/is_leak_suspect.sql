{# Does having a signal tell converters from others better than what people do before a decision does? With 20 converters who have it: its
   presence alone reaches a ROC AUC of 0.9, or nine of ten who have it convert and they are a quarter of the converters, who are a minority. #}
{% macro is_leak_suspect(n_converters, n_with, n_all_converters, n_all) -%}
    coalesce({{ n_converters }} >= 20 and (
        10 * ({{ n_converters }} * ({{ n_all }} - {{ n_all_converters }}) - ({{ n_with }} - {{ n_converters }}) * {{ n_all_converters }})
        >= 8 * {{ n_all_converters }} * ({{ n_all }} - {{ n_all_converters }})
        or (
            10 * {{ n_converters }} >= 9 * {{ n_with }}
            and 4 * {{ n_converters }} >= {{ n_all_converters }}
            and 2 * {{ n_all_converters }} <= {{ n_all }}
        )
    ), false)
{%- endmacro %}
