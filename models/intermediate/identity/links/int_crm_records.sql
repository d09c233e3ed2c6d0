{{ intent.cached_by_rows() }}

with versions as (
    select
        *,
        max(case when not is_deleted then valid_from end) over (partition by identifier_key) as restored_at
    from {{ ref('int_contact_versions') }}
    where identifier_type = 'crm_id' and reject_reason = ''
),

-- What happened to a record before it came back no longer counts; a converted lead does not come back.
events as (
    select
        identifier_key,
        identifier_value,
        {{ intent.crm_system('identifier_value') }} as crm_system,
        source_name,
        record_type,
        valid_from,
        case when is_deleted and valid_from >= coalesce(restored_at, valid_from) then valid_from end as deleted_at,
        case when merged_into <> '' and valid_from >= coalesce(restored_at, valid_from) then valid_from end as merged_at,
        case when converted_to <> '' then valid_from end as converted_at,
        merged_into,
        converted_to
    from versions
),

records as (
    select
        identifier_key,
        identifier_value as crm_id,
        crm_system,
        max(case when source_name = crm_system then 1 else 0 end) = 1 as is_delivered,
        max(record_type) as record_type,
        max(case when merged_at is not null then merged_into end) as merged_into,
        max(case when converted_at is not null then converted_to end) as converted_to,
        min(valid_from) as created_at,
        min(deleted_at) as deleted_at,
        min(merged_at) as merged_at,
        min(converted_at) as converted_at
    from events
    group by identifier_key, identifier_value, crm_system
),

published as (
    select
        identifier_key,
        crm_id,
        crm_system,
        record_type,
        merged_into,
        converted_to,
        is_delivered,
        merged_at is null and deleted_at is not null as is_deleted,
        coalesce(merged_at, deleted_at, converted_at) is not null as is_ended,
        created_at,
        coalesce(merged_at, deleted_at, converted_at) as ended_at
    from records
)

select * from published
