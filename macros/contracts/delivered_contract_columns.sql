{# The columns of a contract that a model delivers, as a dictionary of name and the engine's name of its type: all, less the optional ones
   that it leaves out. Every connector's model delivers all of them in the contract's own types, and the type is '' there; a model of the
   user's own is looked up where it has been built. #}
{% macro delivered_contract_columns(model, contract) %}
    {% set names = intent.contract_columns(contract) | map(attribute=0) | list %}
    {% set delivered = {} %}
    {% for name in names %}{% do delivered.update({name: ''}) %}{% endfor %}
    {% if not execute or model in intent.contract_models([], contract) %}{{ return(delivered) }}{% endif %}
    {% set types = {} %}
    {% for column in intent.source_columns(ref(model)) %}{% do types.update({column.name | lower: column.data_type}) %}{% endfor %}
    {% set optional = intent.optional_contract_columns(contract) %}
    {% for name in names %}
        {% if name in types %}{% do delivered.update({name: types[name]}) %}
        {% elif name in optional %}{% do delivered.pop(name) %}
        {% endif %}
    {% endfor %}
    {{ return(delivered) }}
{% endmacro %}
