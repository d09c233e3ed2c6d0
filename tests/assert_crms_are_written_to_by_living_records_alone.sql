with synced as (
    select * from {{ ref('intent_sync_contacts') }}
    where crm_id is not null and coalesce(suppression_reason, '') <> 'excluded'
),

records as (
    select * from {{ ref('intent_contact_records') }}
    where is_writable and is_living
),

-- A contact and system have one record to write to, and a contact is synced to one of those.
wrong as (
    select
        synced.crm_id,
        'not a record to write to' as problem
    from synced
    left join records on synced.crm_id = records.crm_id
    where records.crm_id is null
    union all
    select
        min(crm_id) as crm_id,
        'one of several to write to' as problem
    from records
    group by contact_id, system
    having count(*) > 1
)

select * from wrong
