{# Which models of which connector deliver which contract: connector -> contract -> list of models. Connector `x` delivers contract `y` by its model stg_x__y unless more than one model does. #}
{% macro connector_contracts() %}
    {% set delivered = {
        'ga4': ['events', 'identity_links'],
        'ga4_fivetran': ['events', 'identity_links'],
        'generic': ['events'],
        'hubspot': ['events', 'identity_links', 'contacts', 'accounts', 'conversions', 'deals'],
        'marketo': ['events', 'identity_links', 'contacts'],
        'posthog': ['events', 'identity_links'],
        'salesforce': ['events', 'identity_links', 'contacts', 'accounts', 'conversions', 'deals'],
        'segment': ['events', 'identity_links', 'contacts', 'accounts', 'conversions'],
        'snowplow': ['events', 'identity_links'],
    } %}
    {% set by_several_models = {
        'hubspot': {
            'events': ['stg_hubspot__email_events', 'stg_hubspot__form_events', 'stg_hubspot__activity_events'],
            'contacts': ['stg_hubspot__contacts', 'stg_hubspot__gone_contacts'],
        },
        'marketo': {'contacts': ['stg_marketo__contacts', 'stg_marketo__gone_leads']},
        'salesforce': {
            'events': ['stg_salesforce__activity_events', 'stg_salesforce__campaign_events'],
            'contacts': ['stg_salesforce__contacts', 'stg_salesforce__gone_people'],
        },
    } %}
    {% set models = {} %}
    {% for connector, contracts in delivered.items() %}
        {% do models.update({connector: {}}) %}
        {% for contract in contracts %}
            {% set several = by_several_models.get(connector, {}).get(contract) %}
            {% do models[connector].update({contract: several or ['stg_' ~ connector ~ '__' ~ contract]}) %}
        {% endfor %}
    {% endfor %}
    {{ return(models) }}
{% endmacro %}
