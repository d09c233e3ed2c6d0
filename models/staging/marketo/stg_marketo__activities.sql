{{ config(enabled=intent.is_connector_on('marketo')) }}

{% set activities = [
    'visit_webpage', 'click_link', 'fill_out_form', 'fill_out_linkedin_lead_gen_form', 'send_email', 'email_delivered', 'open_email',
    'click_email', 'email_bounced', 'unsubscribe_email', 'change_status_in_progression', 'add_to_sfdc_campaign',
    'change_status_in_sfdc_campaign', 'interesting_moment',
] %}

with {% for activity in activities -%}
{{ ', ' if not loop.first }}{{ activity }} as (
    {{ intent.source_table(
        source('marketo', 'activity_' ~ activity),
        required={'id': 'string', 'lead_id': 'string', 'activity_date': 'timestamp'},
        optional={
            'campaign_id': 'string', 'primary_attribute_value': 'string', 'primary_attribute_value_id': 'string', 'link': 'string',
            'webpage_url': 'string', 'referrer_url': 'string', 'user_agent': 'string', 'action_result': 'string',
            'raw_activity_date or activity_date': 'raw_string', 'is_bot_activity': 'boolean', 'bot_activity_pattern': 'string',
            'status': 'string', 'new_status': 'string', 'registration_code': 'string', 'webinar_url': 'string',
        },
        is_optional_table=true, with_deleted=true,
    ) }}
)

{% endfor -%}
, activities as (
    {%- for activity in activities %}
    {{ 'union all' if not loop.first }}
    select
        '{{ activity }}' as activity_name,
        {{ activity }}.*
    from {{ activity }}
    {%- endfor %}
)

select * from activities
