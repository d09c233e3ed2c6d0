{{ intent.cached_by('int_identity_fingerprint') }}

with owners as (
    select
        *,
        {{ intent.crm_system('identifier_value') }} as crm_system
    from {{ ref('int_identifier_owners') }}
    where identifier_type = 'crm_id'
),

records as (
    select * from {{ ref('int_crm_records') }}
),

-- Whether a record is there is known of systems that deliver their contacts themselves.
systems as (
    select distinct crm_system from records
    where is_delivered
),

states as (
    select
        owners.contact_id,
        owners.identifier_key,
        owners.identifier_value as crm_id,
        owners.crm_system,
        case
            when owners.crm_system = '' then owners.identifier_value
            else substr(owners.identifier_value, length(owners.crm_system) + 2)
        end as record_id,
        records.record_type,
        records.merged_into,
        records.converted_to,
        coalesce(records.is_delivered, false) as is_delivered,
        coalesce(records.is_deleted, false) as is_deleted,
        not coalesce(records.is_ended, false) and (coalesce(records.is_delivered, false) or systems.crm_system is null) as is_living,
        coalesce(records.ended_at, records.created_at, owners.linked_at) as since
    from owners
    left join records on owners.identifier_key = records.identifier_key
    left join systems on owners.crm_system = systems.crm_system
),

-- Contacts before leads, then the newest: a record that was made again is the one that sellers work with.
ordered as (
    select
        *,
        case when is_living then 0 else 1 end as gone_rank,
        case record_type when 'contact' then 1 when 'lead' then 3 else 2 end as type_rank
    from states
),

ranked as (
    select
        *,
        row_number() over (
            partition by contact_id, crm_system
            order by gone_rank, type_rank, since desc, crm_id
        ) as system_rank,
        row_number() over (
            partition by contact_id
            order by gone_rank, type_rank, since desc, crm_id
        ) as contact_rank
    from ordered
),

published as (
    select
        contact_id,
        identifier_key,
        crm_id,
        crm_system,
        record_id,
        record_type,
        merged_into,
        converted_to,
        max(case when is_living and system_rank = 1 then record_id end) over (partition by contact_id, crm_system) as living_record_id,
        is_delivered,
        is_deleted,
        is_living,
        is_living and system_rank = 1 as is_writable,
        is_living and contact_rank = 1 as is_contact_crm_id,
        since
    from ranked
)

select * from published
