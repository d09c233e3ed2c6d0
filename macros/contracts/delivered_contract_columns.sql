{# The columns of a contract that a model delivers: all, less the optional ones that it leaves out. Every connector's model delivers
   all of them; a model of the user's own is looked up where optional ones exist and it has been built. #}
{% macro delivered_contract_columns(model, contract) %}
    {% set names = intent.contract_columns(contract) | map(attribute=0) | list %}
    {% set optional = intent.optional_contract_columns(contract) %}
    {% if not execute or not optional or model in intent.contract_models([], contract) %}{{ return(names) }}{% endif %}
    {% set built = intent.source_columns(ref(model)) | map(attribute='name') | map('lower') | list %}
    {% set left_out = optional | reject('in', built) | list if built else optional %}
    {{ return(names | reject('in', left_out) | list) }}
{% endmacro %}
