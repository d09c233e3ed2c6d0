{# Which contracts each connector delivers: connector `x` delivers contract `y` by its model stg_x__y. #}
{% macro connector_contracts() %}
    {{ return({
        'generic': ['events'],
        'hubspot': ['events', 'identity_links', 'contacts', 'accounts', 'conversions', 'deals'],
        'salesforce': ['events', 'identity_links', 'contacts', 'accounts', 'conversions', 'deals'],
        'segment': ['events', 'identity_links', 'contacts', 'accounts', 'conversions'],
    }) }}
{% endmacro %}
