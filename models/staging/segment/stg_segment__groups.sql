{{ config(enabled=intent.is_connector_on('segment')) }}

{% set traits = {
    'name': 'string',
    'website': 'string',
    'domain': 'string',
    'industry': 'string',
    'employee_count': 'bigint',
    'employees': 'bigint',
    'annual_revenue': 'decimal(18, 2)',
    'country': 'string',
} %}

with group_calls as (
    {{ intent.source_table(
        source('segment', 'groups'),
        required={'group_id': 'string', 'received_at': 'timestamp'},
        optional=dict(traits, user_id='string'),
        is_optional_table=true
    ) }}
),

accounts as (
    {{ intent.source_table(
        source('segment', 'accounts'),
        required={'id': 'string', 'received_at': 'timestamp'},
        optional=traits,
        is_optional_table=true
    ) }}
),

calls as (
    select
        nullif(user_id, '') as user_id,
        nullif(group_id, '') as group_id,
        {% for trait in traits %}
        {{ trait }},
        {% endfor %}
        received_at
    from group_calls
    union all
    select
        cast(null as {{ intent.string_type() }}) as user_id,
        nullif(id, '') as group_id,
        {% for trait in traits %}
        {{ trait }},
        {% endfor %}
        received_at
    from accounts
),

groups as (
    select
        user_id,
        'segment:' || group_id as account_key,
        nullif(name, '') as account_name,
        {{ intent.url_host("nullif(coalesce(domain, website), '')") }} as domain,
        nullif(industry, '') as industry,
        coalesce(employee_count, employees) as employee_count,
        annual_revenue,
        nullif(country, '') as country,
        received_at
    from calls
    where group_id is not null
)

select * from groups
