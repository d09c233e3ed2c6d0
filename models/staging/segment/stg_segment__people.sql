{{ config(enabled=intent.is_connector_on('segment')) }}

{% set traits = {
    'email': 'string',
    'first_name': 'string',
    'last_name': 'string',
    'name': 'string',
    'title': 'string',
    'job_title': 'string',
    'department': 'string',
    'country': 'string',
    'address_country': 'string',
    'company': 'string',
    'company_name': 'string',
    'industry': 'string',
} %}

{% set has_calls = intent.has_table(source('segment', 'pages')) or intent.has_table(source('segment', 'tracks'))
    or intent.has_table(source('segment', 'screens')) or intent.has_table(source('segment', 'groups')) %}

with identifies as (
    {{ intent.source_table(
        source('segment', 'identifies'),
        required={'id': 'string', 'received_at': 'timestamp'},
        optional=dict(traits, anonymous_id='string', user_id='string'),
        is_optional_table=has_calls
    ) }}
),

-- Users holds the last traits of each user: it adds people whose identify calls are gone.
users as (
    {{ intent.source_table(
        source('segment', 'users'),
        required={'id': 'string', 'received_at': 'timestamp'},
        optional=traits,
        is_optional_table=true
    ) }}
),

calls as (
    select
        nullif(anonymous_id, '') as anonymous_id,
        nullif(user_id, '') as user_id,
        {% for trait in traits %}
        nullif({{ trait }}, '') as {{ trait }},
        {% endfor %}
        received_at
    from identifies
    union all
    select
        cast(null as {{ intent.string_type() }}) as anonymous_id,
        nullif(id, '') as user_id,
        {% for trait in traits %}
        nullif({{ trait }}, '') as {{ trait }},
        {% endfor %}
        received_at
    from users
),

people as (
    select
        anonymous_id,
        user_id,
        email,
        coalesce(name, nullif(trim(both ' ' from coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '')) as full_name,
        coalesce(job_title, title) as job_title,
        department,
        coalesce(country, address_country) as country,
        coalesce(company_name, company) as account_name,
        industry,
        received_at
    from calls
)

select * from people
