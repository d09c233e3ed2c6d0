{# Natural logarithm of the odds ratio of converting with and without a signal, in millionths: half a contact is added to each cell (Haldane 1956), and the result shrinks towards 0 by n_converters / (n_converters + 20). #}
{% macro shrunk_log_odds(n_converters, n_contacts, n_converters_without, n_contacts_without) -%}
    {{ intent.micro_units(
        "ln((" ~ n_converters ~ " + 0.5) * (" ~ n_contacts_without ~ " - " ~ n_converters_without ~ " + 0.5)"
        ~ " / cast((" ~ n_contacts ~ " - " ~ n_converters ~ " + 0.5) * (" ~ n_converters_without ~ " + 0.5) as " ~ intent.double_type() ~ "))"
        ~ " * cast(" ~ n_converters ~ " as " ~ intent.double_type() ~ ") / (" ~ n_converters ~ " + 20.0)"
    ) }}
{%- endmacro %}
