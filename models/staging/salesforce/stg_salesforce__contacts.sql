{{ config(enabled=intent.is_connector_on('salesforce')) }}

{% set attributes = [
    'email', 'full_name', 'job_title', 'department', 'country', 'account_id', 'account_name', 'industry', 'employee_count',
    'owner_id', 'is_opted_out',
] %}

with people as (
    select * from {{ ref('stg_salesforce__people') }}
    where master_record_id is null and not is_gone
),

past_people as (
    select * from {{ ref('stg_salesforce__past_people') }}
),

-- What a record's history, where history mode is on, knows of each attribute.
tracked as (
    select
        person_id,
        {% for attribute in attributes %}
        count({{ attribute }}) as n_{{ attribute }}_versions,
        {% endfor %}
        min(valid_from) as first_valid_from
    from past_people
    group by person_id
),

-- Today's value stands for the past only where there is no history: these attributes are to be watched for leaks.
versions as (
    select
        people.person_id,
        people.record_type,
        {% for attribute in attributes %}
        case when coalesce(tracked.n_{{ attribute }}_versions, 0) = 0 then people.{{ attribute }} end as {{ attribute }},
        {% endfor %}
        people.created_date as valid_from
    from people
    left join tracked on people.person_id = tracked.person_id
    union all
    select
        past_people.person_id,
        people.record_type,
        {% for attribute in attributes %}
        past_people.{{ attribute }},
        {% endfor %}
        past_people.valid_from
    from past_people
    inner join people on past_people.person_id = people.person_id
),

published as (
    select
        'salesforce' as source_name,
        'crm_id' as identifier_type,
        'salesforce:' || person_id as identifier_value,
        email,
        full_name,
        job_title,
        {{ intent.null_columns('contacts', ['seniority']) }},
        department,
        country,
        'salesforce:' || account_id as account_key,
        account_name,
        industry,
        employee_count,
        owner_id,
        is_opted_out,
        valid_from,
        record_type,
        {{ intent.null_columns('contacts', ['is_deleted', 'merged_into', 'converted_to']) }}
    from versions
)

select * from published
