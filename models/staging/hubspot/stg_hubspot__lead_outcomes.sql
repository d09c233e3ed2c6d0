{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    {{ intent.source_table(
        source('hubspot', 'contact'),
        required={'id': 'string'},
        optional={
            'property_hs_lead_status': 'string', 'property_lifecyclestage': 'string', 'property_createdate': 'timestamp',
            'property_lastmodifieddate or updated_at': 'timestamp',
        }
    ) }}
),

changes as (
    select * from {{ ref('stg_hubspot__property_changes') }}
    where property_name in ('hs_lead_status', 'lifecyclestage')
),

meanings as (
    select * from {{ ref('stg_intent__lead_outcomes') }}
    where source_name = 'hubspot'
),

present as (
    select
        id as contact_id,
        'hs_lead_status' as property_name,
        property_hs_lead_status as status,
        coalesce(property_lastmodifieddate, property_createdate) as modified_at
    from contacts
    union all
    select
        id as contact_id,
        'lifecyclestage' as property_name,
        property_lifecyclestage as status,
        coalesce(property_lastmodifieddate, property_createdate) as modified_at
    from contacts
),

decided as (
    select
        present.contact_id || ':' || present.property_name as record_id,
        present.*,
        meanings.outcome
    from present
    left join meanings on {{ intent.compared_status('present.status') }} = meanings.compared_status
    where {{ intent.compared_status('present.status') }} <> ''
),

steps as (
    select
        decided.record_id,
        coalesce(meanings.outcome, 'open') as outcome,
        decided.outcome as present_outcome,
        changes.changed_at as entered_at
    from decided
    inner join changes on decided.contact_id = changes.contact_id and decided.property_name = changes.property_name
    left join meanings on {{ intent.compared_status('changes.value') }} = meanings.compared_status
),

entries as (
    {{ intent.outcome_entries('steps') }}
),

-- The history says since when. Without one the last change of the record is the first day on which the outcome is certain.
published as (
    select
        decided.contact_id,
        decided.property_name,
        decided.outcome,
        'contact.' || decided.property_name as doubted_column,
        decided.status as doubted_value,
        case when decided.outcome is null then 'is no status of intent_lead_outcomes, so it ends no pursuit: add a row for it' end as doubt,
        coalesce(entries.entered_at, decided.modified_at) as decided_at
    from decided
    left join entries on decided.record_id = entries.record_id
)

select * from published
