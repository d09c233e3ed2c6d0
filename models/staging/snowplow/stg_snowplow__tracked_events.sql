{{ config(enabled=intent.is_connector_on('snowplow')) }}

with tracked as (
    {{ intent.source_table(
        source('snowplow', 'events'),
        required={'event_id': 'string', 'event': 'string', 'collector_tstamp': 'timestamp'},
        optional={
            'event_name': 'string', 'platform': 'string', 'true_tstamp': 'timestamp', 'derived_tstamp': 'timestamp',
            'dvce_created_tstamp': 'timestamp', 'user_id': 'string', 'domain_userid': 'string', 'network_userid': 'string',
            'domain_sessionid': 'string', 'page_url': 'string', 'page_urlpath': 'string', 'page_referrer': 'string',
            'mkt_campaign': 'string', 'useragent': 'string', 'se_action': 'string', 'se_label': 'string', 'se_property': 'string',
            'pp_yoffset_max': 'bigint', 'br_viewheight': 'bigint', 'doc_height': 'bigint',
            'contexts_com_snowplowanalytics_snowplow_web_page_1': 'json',
            'contexts_com_snowplowanalytics_snowplow_client_session_1': 'json',
            'contexts_com_iab_snowplow_spiders_and_robots_1': 'json',
            'contexts_nl_basjes_yauaa_context_1': 'json',
            'unstruct_event_com_snowplowanalytics_snowplow_submit_form_1': 'json',
            'unstruct_event_com_snowplowanalytics_snowplow_link_click_1': 'json',
        },
    ) }}
),

read as (
    select
        *,
        {{ intent.json_string('contexts_com_snowplowanalytics_snowplow_web_page_1', 'id') }} as web_page_id,
        {{ intent.json_string('contexts_com_snowplowanalytics_snowplow_client_session_1', 'userId') }} as client_user_id,
        {{ intent.json_string('contexts_com_snowplowanalytics_snowplow_client_session_1', 'sessionId') }} as client_session_id,
        {{ intent.json_string('unstruct_event_com_snowplowanalytics_snowplow_submit_form_1', 'formId') }} as form_name,
        {{ intent.json_string('unstruct_event_com_snowplowanalytics_snowplow_link_click_1', 'targetUrl') }} as link_url,
        coalesce(
            {{ intent.json_string('contexts_com_iab_snowplow_spiders_and_robots_1', 'spiderOrRobot') }},
            {{ intent.json_string('contexts_com_iab_snowplow_spiders_and_robots_1', 'spider_or_robot') }}
        ) as robot_word,
        {{ intent.json_string('contexts_com_iab_snowplow_spiders_and_robots_1', 'reason') }} as robot_word_reason,
        {{ intent.json_string('contexts_nl_basjes_yauaa_context_1', 'agentClass') }} as agent_class
    from tracked
),

published as (
    select
        event_id,
        event,
        event_name,
        coalesce(platform, 'web') as platform,
        nullif(user_id, '') as user_id,
        coalesce(nullif(domain_userid, ''), client_user_id, nullif(network_userid, '')) as device_id,
        coalesce(nullif(domain_sessionid, ''), client_session_id) as session_key,
        coalesce(web_page_id, domain_sessionid || ' ' || page_url, event_id) as page_view_key,
        -- An address that is missing is not the home page.
        coalesce(nullif(page_urlpath, ''), case when page_url <> '' then {{ intent.url_path('page_url') }} end) as page_path,
        case when link_url is not null then {{ intent.url_path('link_url') }} end as link_path,
        replace(replace(form_name, '-', ' '), '_', ' ') as form_name,
        se_action,
        coalesce(se_label, se_property) as se_target,
        mkt_campaign as campaign,
        page_referrer as referrer,
        useragent as user_agent,
        pp_yoffset_max + coalesce(br_viewheight, 0) as pixels_seen,
        doc_height as pixels_high,
        case
            when lower(robot_word) = 'true' then 'spider or robot by the IAB list: ' || coalesce(robot_word_reason, 'no reason named')
            when lower(agent_class) like 'robot%' then 'robot by its agent class: ' || agent_class
        end as filter_reason,
        coalesce(true_tstamp, derived_tstamp, dvce_created_tstamp, collector_tstamp) as occurred_at,
        collector_tstamp as received_at
    from read
)

select * from published
