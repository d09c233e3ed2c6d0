{{ config(enabled=intent.is_connector_on('marketo')) }}

{% set attributes = {
    'email': 'email address',
    'job_title': 'job title',
    'account_name': 'company name',
    'country': 'country',
    'industry': 'industry',
    'employee_count': 'num employees',
    'is_opted_out': 'unsubscribed',
} %}

with leads as (
    select * from {{ ref('stg_marketo__leads') }}
),

change_log as (
    {{ intent.source_table(
        source('marketo', 'activity_change_data_value'),
        required={'id': 'string', 'lead_id': 'string', 'activity_date': 'timestamp'},
        optional={'primary_attribute_value': 'string', 'old_value': 'string', 'new_value': 'string'},
        is_optional_table=true,
    ) }}
),

changes as (
    select
        lead_id,
        case lower(primary_attribute_value)
            {%- for attribute, marketo_name in attributes.items() %}
            when '{{ marketo_name }}' then '{{ attribute }}'
            {%- endfor %}
        end as attribute_name,
        old_value,
        new_value,
        activity_date,
        row_number() over (partition by lead_id, lower(primary_attribute_value) order by activity_date, id) as revision_number
    from change_log
),

-- What the lead says today holds since its creation where the log knows no change; otherwise the first change says what did.
present as (
    {%- for attribute in attributes %}
    {{ 'union all' if not loop.first }}
    select
        lead_id,
        '{{ attribute }}' as attribute_name,
        {{ attribute }} as attribute_value,
        created_at as valid_from
    from leads
    {%- endfor %}
),

versions as (
    select
        lead_id,
        attribute_name,
        new_value as attribute_value,
        activity_date as valid_from
    from changes
    union all
    select
        present.lead_id,
        present.attribute_name,
        case when changes.lead_id is null then present.attribute_value else changes.old_value end as attribute_value,
        present.valid_from
    from present
    left join changes
        on present.lead_id = changes.lead_id and present.attribute_name = changes.attribute_name and changes.revision_number = 1
),

published as (
    select
        lead_id,
        attribute_name,
        attribute_value,
        valid_from
    from versions
    where attribute_name is not null and valid_from is not null and not {{ intent.is_null_like('attribute_value') }}
)

select * from published
