{{ config(enabled=intent.is_connector_on('hubspot')) }}

with submissions as (
    {{ intent.source_table(
        source('hubspot', 'contact_form_submission'),
        required={'contact_id': 'string', 'timestamp': 'timestamp'},
        optional={'conversion_id': 'string', 'form_id': 'string', 'page_url': 'string', 'title': 'string'},
        is_optional_table=true, with_deleted=true
    ) }}
),

forms as (
    {{ intent.source_table(
        source('hubspot', 'form'),
        required={'guid': 'string'},
        optional={'name': 'string'},
        is_optional_table=true, with_deleted=true
    ) }}
),

events as (
    select
        -- Without a conversion id, who, what and when make one: a form may be sent again.
        coalesce(
            submissions.conversion_id,
            submissions.contact_id || ':' || coalesce(submissions.form_id, '') || ':' || cast(submissions.timestamp as {{ intent.string_type() }})
        ) as event_id,
        'hubspot' as source_name,
        'form_submitted' as event_name,
        coalesce(forms.name, submissions.title, '') as event_target,
        'form' as channel,
        'crm_id' as identifier_type,
        'hubspot:' || submissions.contact_id as identifier_value,
        {{ intent.null_columns('events', ['session_key', 'duration_seconds', 'campaign']) }},
        submissions.page_url as referrer,
        {{ intent.null_columns('events', ['user_agent']) }},
        submissions.timestamp as occurred_at,
        submissions.timestamp as received_at,
        {{ intent.null_columns('events', ['raw_occurred_at', 'filter_reason']) }}
    from submissions
    left join forms on submissions.form_id = forms.guid
)

select * from events
