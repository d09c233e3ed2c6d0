{{ config(enabled=intent.is_connector_on('segment')) }}

{% set columns = {
    'anonymous_id': 'string',
    'user_id': 'string',
    'timestamp or original_timestamp or sent_at': 'timestamp',
    'raw_timestamp or timestamp or original_timestamp or sent_at': 'raw_string',
    'context_campaign_name': 'string',
    'context_user_agent': 'string',
} %}

with pages as (
    {{ intent.source_table(
        source('segment', 'pages'),
        required={'id': 'string', 'received_at': 'timestamp'},
        optional=dict(columns, url='string', path='string', context_page_path='string', referrer='string'),
        is_optional_table=true
    ) }}
),

screens as (
    {{ intent.source_table(
        source('segment', 'screens'),
        required={'id': 'string', 'received_at': 'timestamp'},
        optional=dict(columns, name='string'),
        is_optional_table=true
    ) }}
),

tracks as (
    select * from {{ ref('stg_segment__tracks') }}
),

calls as (
    select
        id as event_id,
        'page_viewed' as event_name,
        coalesce(path, context_page_path, case when path is null then {{ intent.url_path('url') }} end) as event_target,
        'web' as channel,
        nullif(anonymous_id, '') as anonymous_id,
        nullif(user_id, '') as user_id,
        context_campaign_name as campaign,
        referrer,
        context_user_agent as user_agent,
        timestamp as occurred_at,
        raw_timestamp as raw_occurred_at,
        received_at
    from pages
    union all
    select
        id as event_id,
        'screen_viewed' as event_name,
        name as event_target,
        'product' as channel,
        nullif(anonymous_id, '') as anonymous_id,
        nullif(user_id, '') as user_id,
        context_campaign_name as campaign,
        {{ intent.null_columns('events', ['referrer']) }},
        context_user_agent as user_agent,
        timestamp as occurred_at,
        raw_timestamp as raw_occurred_at,
        received_at
    from screens
    union all
    select
        id as event_id,
        event as event_name,
        event_target,
        'web' as channel,
        nullif(anonymous_id, '') as anonymous_id,
        nullif(user_id, '') as user_id,
        context_campaign_name as campaign,
        {{ intent.null_columns('events', ['referrer']) }},
        context_user_agent as user_agent,
        timestamp as occurred_at,
        raw_timestamp as raw_occurred_at,
        received_at
    from tracks
)

select * from calls
