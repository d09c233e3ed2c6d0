{{ config(enabled=intent.is_connector_on('posthog')) }}

with calls as (
    select * from {{ ref('stg_posthog__identity_calls') }}
),

distinct_ids as (
    select * from {{ ref('stg_posthog__distinct_ids') }}
),

persons as (
    select * from {{ ref('stg_posthog__persons') }}
),

merged as (
    select distinct other_id from calls
    where other_id is not null
),

emails as (
    select distinct distinct_id from calls
    where email is not null
),

devices as (
    select distinct_id as device_id
    from distinct_ids
    where is_device
    union
    select other_id as device_id
    from calls
    where event = '$identify' and other_id is not null
),

-- An id that a call merged is linked from that moment on; the other ids of a person belong to the one that was there first.
members as (
    select
        *,
        row_number() over (
            partition by person_id, case when person_id = '' then distinct_id end
            order by case when is_device then 1 else 0 end, member_since, distinct_id
        ) as member_rank
    from distinct_ids
    where distinct_id not in (select merged.other_id from merged)
),

links as (
    select
        other_id as from_id,
        distinct_id as to_id,
        cast(null as {{ intent.string_type() }}) as email,
        called_at as linked_at
    from calls
    where other_id is not null
    union all
    select
        members.distinct_id as from_id,
        firsts.distinct_id as to_id,
        cast(null as {{ intent.string_type() }}) as email,
        greatest(members.member_since, firsts.member_since) as linked_at
    from members
    inner join members as firsts on members.person_id = firsts.person_id and firsts.member_rank = 1
    where members.member_rank > 1
    union all
    select
        distinct_id as from_id,
        cast(null as {{ intent.string_type() }}) as to_id,
        email,
        called_at as linked_at
    from calls
    where email is not null
    union all
    select
        persons.distinct_id as from_id,
        cast(null as {{ intent.string_type() }}) as to_id,
        persons.email,
        persons.created_at as linked_at
    from persons
    inner join members
        on persons.distinct_id = members.distinct_id and coalesce(persons.person_id, '') = members.person_id and members.member_rank = 1
    where persons.email is not null and persons.distinct_id not in (select emails.distinct_id from emails)
),

identity_links as (
    select
        'posthog' as source_name,
        case when from_devices.device_id is null then 'user_id' else 'anonymous_id' end as from_type,
        links.from_id as from_value,
        case when links.email is not null then 'email' when to_devices.device_id is null then 'user_id' else 'anonymous_id' end as to_type,
        coalesce(links.email, links.to_id) as to_value,
        min(links.linked_at) as linked_at
    from links
    left join devices as from_devices on links.from_id = from_devices.device_id
    left join devices as to_devices on links.to_id = to_devices.device_id
    where links.from_id is not null and links.linked_at is not null and coalesce(links.email, links.to_id) <> links.from_id
    group by 1, 2, 3, 4, 5
)

select * from identity_links
