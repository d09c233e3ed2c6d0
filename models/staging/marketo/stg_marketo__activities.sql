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
        required={'id': 'text', 'lead_id': 'text', 'activity_date': 'timestamp'},
        optional={
            'campaign_id': 'text', 'primary_attribute_value': 'text', 'primary_attribute_value_id': 'text', 'link': 'text',
            'webpage_url': 'text', 'referrer_url': 'text', 'user_agent': 'text', 'action_result': 'text',
            'status': 'text', 'new_status': 'text', 'registration_code': 'text', 'webinar_url': 'text',
        },
        is_optional_table=true,
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
