with contacts as (
    select * from {{ ref('int_contacts') }}
),

capacity as (
    select * from {{ ref('stg_intent__sales_capacity') }}
),

owner_capacity as (
    select
        owner_id,
        cast(sum(weekly_capacity) as bigint) as weekly_capacity
    from capacity
    group by owner_id
),

territories as (
    select distinct
        territory_like,
        n_places
    from capacity
    where n_places > 0
),

-- The longest pattern is the most specific one.
without_owner as (
    select
        contacts.contact_id,
        territories.territory_like,
        {{ intent.integer_divide('contacts.contact_id', '7919') }} % territories.n_places as place,
        row_number() over (
            partition by contacts.contact_id
            order by length(territories.territory_like) desc, territories.territory_like
        ) as choice
    from contacts
    inner join territories on {{ intent.is_like("coalesce(contacts.country, '')", 'territories.territory_like') }}
    where contacts.owner_id is null
),

assigned as (
    select
        without_owner.contact_id,
        capacity.owner_id
    from without_owner
    inner join capacity
        on
            without_owner.territory_like = capacity.territory_like
            and without_owner.place between capacity.first_place and capacity.last_place
    where without_owner.choice = 1
),

-- The owner in the CRM stays: a score takes nobody's contact away.
published as (
    select
        contacts.contact_id,
        coalesce(contacts.owner_id, assigned.owner_id) as owner_id,
        coalesce(own.weekly_capacity, others.weekly_capacity) as weekly_capacity,
        {{ intent.is_synced_contact('contacts') }} as is_synced
    from contacts
    left join assigned on contacts.contact_id = assigned.contact_id
    left join owner_capacity as own on coalesce(contacts.owner_id, assigned.owner_id) = own.owner_id
    inner join owner_capacity as others on others.owner_id = 'any'
)

select * from published
