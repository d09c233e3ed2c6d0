{# Why an identifier makes no identity, or '' where it does, the identifier being readable: the one rule for events, links and outcomes. A CRM id is validated
   without the name of its system. #}
{% macro identity_reject_reason(identifier_type, normalised_value) -%}
    {%- set email = "case when " ~ identifier_type ~ " = 'email' then " ~ normalised_value ~ " end" -%}
    {%- set bare = "case when " ~ identifier_type ~ " = 'crm_id' and " ~ normalised_value ~ " like '%:%' then "
        ~ intent.split_item(normalised_value, ':', 2) ~ " else " ~ normalised_value ~ " end" -%}
    case
        when coalesce({{ normalised_value }}, '') = '' then 'missing identifier'
        when coalesce({{ identifier_type }}, '') not in ('crm_id', 'email', 'user_id', 'anonymous_id')
            then 'unknown identifier type'
        when {{ identifier_type }} = 'crm_id' and {{ normalised_value }} like '%:' then 'missing identifier'
        when length({{ normalised_value }}) > case {{ identifier_type }} when 'email' then 320 else 512 end then 'oversize value'
        when lower({{ bare }}) in (select blocked_value from {{ ref('stg_intent__blocked_identifiers') }} where matches = 'value')
            then 'blocked identifier'
        when {{ identifier_type }} <> 'email'
            then case when {{ normalised_value }} like '%{{ "\ufffd" }}%' then 'unreadable character' else '' end
        when not {{ intent.is_email(normalised_value) }} then 'invalid email'
        when {{ intent.split_item(email, '@', 1) }} in (
            select blocked_value from {{ ref('stg_intent__blocked_identifiers') }} where matches = 'mailbox'
        ) then 'blocked identifier'
        when {{ intent.split_item(email, '@', 2) }} in (
            select blocked_value from {{ ref('stg_intent__blocked_identifiers') }} where matches = 'domain'
        ) then 'blocked identifier'
        else ''
    end
{%- endmacro %}
