{# The models that deliver a contract: those of the connectors that are on, then the user's own. #}
{% macro contract_models(models, contract) %}{{ return(intent.contract_model_groups(models, contract) | sum(start=[])) }}{% endmacro %}
