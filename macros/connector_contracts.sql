{# Which contracts each connector delivers: connector `x` delivers contract `y` by its model stg_x__y. #}
{% macro connector_contracts() %}
    {{ return({
        'ga4': ['events', 'identity_links'],
        'ga4_fivetran': ['events', 'identity_links'],
        'generic': ['events'],
        'hubspot': ['events', 'identity_links', 'contacts', 'accounts', 'conversions', 'deals'],
        'marketo': ['events', 'identity_links', 'contacts'],
        'posthog': ['events', 'identity_links'],
        'salesforce': ['events', 'identity_links', 'contacts', 'accounts', 'conversions', 'deals'],
        'segment': ['events', 'identity_links', 'contacts', 'accounts', 'conversions'],
        'snowplow': ['events', 'identity_links'],
    }) }}
{% endmacro %}
