{{ intent.cached_by('int_identity_fingerprint') }}
{% set attributes = [
    'full_name', 'job_title', 'seniority', 'department', 'country', 'account_key', 'account_name', 'industry',
    'employee_count', 'owner_id', 'is_opted_out',
] %}

with versions as (
    select * from {{ ref('int_contact_versions') }}
    where reject_reason = ''
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

records as (
    select * from {{ ref('int_crm_records') }}
),

-- What a record said that is gone counts where nothing else says it; an email is the contact's by its link alone.
ranked as (
    select
        owners.contact_id,
        versions.*,
        records.record_type = 'contact' and not records.is_ended as is_living_contact,
        not coalesce(records.is_ended, true) as is_living_record,
        email_owners.contact_id = owners.contact_id as is_own_email,
        row_number() over (
            partition by owners.contact_id
            order by
                case when records.is_ended then 1 else 0 end,
                versions.valid_from desc, versions.source_name, versions.identifier_key, versions.full_name nulls last,
                versions.job_title nulls last, versions.seniority nulls last, versions.department nulls last,
                versions.country nulls last, versions.account_key nulls last, versions.account_name nulls last,
                versions.industry nulls last, versions.employee_count nulls last, versions.owner_id nulls last,
                versions.is_opted_out nulls last, versions.email nulls last
        ) as version_rank
    from versions
    inner join owners on versions.identifier_key = owners.identifier_key
    left join records on versions.identifier_key = records.identifier_key
    left join owners as email_owners on versions.email_key = email_owners.identifier_key
),

-- Each attribute on its own comes from the latest version that says anything about it.
latest as (
    select
        {%- for attribute in attributes %}
        min(case when {{ attribute }} is not null then version_rank end) as {{ attribute }}_rank,
        {%- endfor %}
        coalesce(
            min(case when is_own_email and is_living_contact then version_rank end),
            min(case when is_own_email and is_living_record then version_rank end),
            min(case when is_own_email then version_rank end)
        ) as email_rank,
        contact_id
    from ranked
    group by contact_id
),

published as (
    select
        {%- for attribute in attributes %}
        max(case when ranked.version_rank = latest.{{ attribute }}_rank then ranked.{{ attribute }} end) as {{ attribute }},
        {%- endfor %}
        max(case when ranked.version_rank = latest.email_rank then ranked.email end) as email,
        ranked.contact_id
    from ranked
    inner join latest on ranked.contact_id = latest.contact_id
    group by ranked.contact_id
)

select * from published
