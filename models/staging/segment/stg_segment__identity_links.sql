{{ config(enabled=intent.is_connector_on('segment')) }}

with people as (
    select * from {{ ref('stg_segment__people') }}
),

calls as (
    select * from {{ ref('stg_segment__calls') }}
),

aliases as (
    {{ intent.source_table(
        source('segment', 'aliases'),
        required={'previous_id': 'string', 'user_id': 'string', 'received_at': 'timestamp'},
        is_optional_table=true
    ) }}
),

previous_types as (
    select 'anonymous_id' as from_type
    union all
    select 'user_id' as from_type
),

device_users as (
    select
        anonymous_id,
        user_id,
        min(received_at) as linked_at
    from calls
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
    from people
    union all
    select
        'anonymous_id' as from_type,
        anonymous_id as from_value,
        'email' as to_type,
        email as to_value,
        received_at as linked_at
    from people
    union all
    select
        'user_id' as from_type,
        user_id as from_value,
        'email' as to_type,
        email as to_value,
        received_at as linked_at
    from people
    union all
    -- An alias does not say whether the previous id is a device or a user; the wrong reading names nobody.
    select
        previous_types.from_type,
        aliases.previous_id as from_value,
        'user_id' as to_type,
        aliases.user_id as to_value,
        aliases.received_at as linked_at
    from aliases
    cross join previous_types
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
