{{ config(enabled=intent.is_connector_on('marketo')) }}

with activities as (
    select * from {{ ref('stg_marketo__activities') }}
),

campaigns as (
    {{ intent.source_table(
        source('marketo', 'campaign'), required={'id': 'string', 'name': 'string'}, is_optional_table=true, with_deleted=true
    ) }}
),

programs as (
    {{ intent.source_table(
        source('marketo', 'program'), required={'id': 'string', 'name': 'string'}, optional={'channel': 'string'},
        is_optional_table=true, with_deleted=true
    ) }}
),

described as (
    select
        activities.*,
        campaigns.name as campaign_name,
        lower(activities.action_result) = 'skipped' as is_skipped,
        lower(coalesce(activities.new_status, activities.status, '')) as member_status,
        activities.activity_name in ('change_status_in_progression', 'change_status_in_sfdc_campaign', 'add_to_sfdc_campaign') as is_membership,
        activities.activity_name = 'change_status_in_progression' and (
            lower(coalesce(programs.channel, '')) like '%webinar%'
            or coalesce(activities.registration_code, activities.webinar_url, '') <> ''
        ) as is_webinar
    from activities
    left join campaigns on activities.campaign_id = campaigns.id
    left join programs
        on activities.primary_attribute_value_id = programs.id and activities.activity_name = 'change_status_in_progression'
),

named as (
    select
        *,
        case
            when activity_name = 'visit_webpage' then 'page_viewed'
            when activity_name = 'click_link' then 'link_clicked'
            when activity_name = 'fill_out_form' then 'form_submitted'
            when activity_name = 'fill_out_linkedin_lead_gen_form' then 'ad_form_submitted'
            when activity_name = 'send_email' and is_skipped then 'email_skipped'
            when activity_name = 'send_email' then 'email_sent'
            when activity_name = 'open_email' then 'email_opened'
            when activity_name = 'click_email' then 'email_clicked'
            when activity_name = 'unsubscribe_email' then 'email_unsubscribed'
            when is_webinar and member_status like 'attended%' then 'webinar_attended'
            when is_webinar and member_status like 'registered%' then 'webinar_registered'
            when is_membership and (member_status like 'attended%' or member_status like 'responded%') then 'campaign_responded'
            when activity_name = 'change_status_in_progression' and member_status like 'registered%' then 'campaign_responded'
            when is_membership then 'campaign_status_changed'
            else activity_name
        end as event_name
    from described
),

events as (
    select
        activity_name || ':' || id as event_id,
        'marketo' as source_name,
        event_name,
        case
            when activity_name = 'visit_webpage' and coalesce(webpage_url, primary_attribute_value, '') <> ''
                then {{ intent.url_path('coalesce(webpage_url, primary_attribute_value)') }}
            when activity_name = 'click_email' and link <> '' then {{ intent.url_path('link') }}
            else coalesce(primary_attribute_value, '')
        end as event_target,
        case
            when activity_name like '%email%' then 'email'
            when activity_name in ('visit_webpage', 'click_link') then 'web'
            when event_name = 'ad_form_submitted' then 'ads'
            when event_name = 'form_submitted' then 'form'
            when event_name like 'webinar%' then 'webinar'
            else 'event'
        end as channel,
        'crm_id' as identifier_type,
        'marketo:' || lead_id as identifier_value,
        {{ intent.null_columns('events', ['session_key', 'duration_seconds']) }},
        campaign_name as campaign,
        referrer_url as referrer,
        user_agent,
        activity_date as occurred_at,
        activity_date as received_at,
        raw_activity_date as raw_occurred_at,
        case when is_bot_activity then 'bot activity: ' || coalesce(bot_activity_pattern, 'no pattern named') end as filter_reason
    from named
)

select * from events
