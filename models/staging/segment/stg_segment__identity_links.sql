{{ config(enabled=intent.is_connector_on('segment')) }}

with identifies as (
    select * from {{ source('segment', 'identifies') }}
),

events as (
    select * from {{ source('segment', 'pages') }}
),

device_users as (
    select
        anonymous_id,
        user_id,
        min(received_at) as linked_at
    from events
    where anonymous_id is not null and user_id is not null
    group by anonymous_id, user_id
),

links as (
    select
        'anonymous_id' as from_type,
        anonymous_id as from_value,
        'user_id' as to_type,
        user_id as to_value,
        linked_at
    from device_users
    union all
    select
        'anonymous_id' as from_type,
        anonymous_id as from_value,
        'user_id' as to_type,
        user_id as to_value,
        received_at as linked_at
    from identifies
    union all
    select
        'anonymous_id' as from_type,
        anonymous_id as from_value,
        'email' as to_type,
        email as to_value,
        received_at as linked_at
    from identifies
    union all
    select
        'user_id' as from_type,
        user_id as from_value,
        'email' as to_type,
        email as to_value,
        received_at as linked_at
    from identifies
),

complete_links as (
    select
        'segment' as source_name,
        from_type,
        from_value,
        to_type,
        to_value,
        linked_at
    from links
    where from_value is not null and to_value is not null and linked_at is not null
)

select * from complete_links
