{% set attributes = [
    'email', 'full_name', 'job_title', 'seniority', 'department', 'country', 'account_key', 'account_name', 'industry',
    'employee_count', 'owner_id', 'is_opted_out',
] %}

with versions as (
    select * from {{ ref('int_contact_versions') }}
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

known as (
    select
        owners.contact_id,
        versions.*
    from versions
    inner join owners on versions.identifier_key = owners.identifier_key
),

attribute_values as (
    {% for attribute in attributes %}
    select
        contact_id,
        identifier_key,
        source_name,
        '{{ attribute }}' as attribute_name,
        {{ attribute }} as attribute_value,
        valid_from
    from known
    where {{ attribute }} is not null
    {{ "union all" if not loop.last }}
    {% endfor %}
),

ranked as (
    select
        contact_id,
        attribute_name,
        attribute_value,
        valid_from,
        row_number() over (
            partition by contact_id, attribute_name
            order by valid_from desc, source_name, identifier_key, attribute_value
        ) as recency_rank
    from attribute_values
),

latest as (
    select
        contact_id,
        attribute_name,
        attribute_value,
        valid_from
    from ranked
    where recency_rank = 1
)

select * from latest
