{{ config(enabled=intent.is_connector_on('salesforce')) }}

with members as (
    {{ intent.source_table(
        source('salesforce', 'campaign_member'),
        required={'id': 'string', 'created_date': 'timestamp'},
        optional={
            'campaign_id': 'string',
            'lead_id': 'string',
            'contact_id': 'string',
            'lead_or_contact_id': 'string',
            'has_responded': 'boolean',
            'first_responded_date': 'timestamp',
            '_fivetran_active': 'boolean',
        },
        is_optional_table=true
    ) }}
),

campaigns as (
    {{ intent.source_table(
        source('salesforce', 'campaign'),
        required={'id': 'string'},
        optional={'name': 'string', '_fivetran_active': 'boolean'},
        is_optional_table=true, with_deleted=true
    ) }}
),

active_campaigns as (
    select
        id,
        name
    from campaigns
    where coalesce(_fivetran_active, true)
),

-- The status of a member is today's; that there was a response, and when first, stays.
events as (
    select
        members.id as event_id,
        'salesforce' as source_name,
        'campaign_responded' as event_name,
        coalesce(active_campaigns.name, '') as event_target,
        'event' as channel,
        'crm_id' as identifier_type,
        'salesforce:' || coalesce(members.contact_id, members.lead_id, members.lead_or_contact_id) as identifier_value,
        {{ intent.null_columns('events', ['session_key', 'duration_seconds']) }},
        active_campaigns.name as campaign,
        {{ intent.null_columns('events', ['referrer', 'user_agent']) }},
        members.first_responded_date as occurred_at,
        greatest(members.created_date, coalesce(members.first_responded_date, members.created_date)) as received_at,
        {{ intent.null_columns('events', ['raw_occurred_at', 'filter_reason']) }}
    from members
    left join active_campaigns on members.campaign_id = active_campaigns.id
    where coalesce(members.has_responded, false)
        and coalesce(members._fivetran_active, true)
)

select * from events
