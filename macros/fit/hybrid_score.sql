{# Fit and intent in one number from 0 to 100, rounded: so many percent of the fit, the rest of the score; the score alone where nothing is
   known of the fit. #}
{% macro hybrid_score(fit_score, score, fit_percent) -%}
    cast(coalesce(
        {{ intent.rounded_divide(fit_percent ~ ' * ' ~ fit_score ~ ' + (100 - ' ~ fit_percent ~ ') * ' ~ score, '100') }}, {{ score }}
    ) as integer)
{%- endmacro %}
