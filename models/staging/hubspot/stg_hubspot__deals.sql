{{ config(enabled=intent.is_connector_on('hubspot')) }}

with deals as (
    select * from {{ ref('stg_hubspot__deal_records') }}
),

deal_contacts as (
    {{ intent.source_table(
        source('hubspot', 'deal_contact'),
        required={'deal_id': 'string', 'contact_id': 'string'},
        is_optional_table=true
    ) }}
),

deal_companies as (
    {{ intent.source_table(
        source('hubspot', 'deal_company'),
        required={'deal_id': 'string', 'company_id': 'string'},
        optional={'type_id': 'bigint'},
        is_optional_table=true
    ) }}
),

-- A pair has a row for each kind of association; of several companies the primary one (type 5) comes first.
people as (
    select distinct
        deal_id,
        contact_id
    from deal_contacts
),

companies as (
    select
        deal_id,
        company_id,
        row_number() over (
            partition by deal_id
            order by case when type_id = 5 then 0 else 1 end, company_id, type_id nulls last
        ) as company_rank
    from deal_companies
),

published as (
    select
        'hubspot' as source_name,
        deals.deal_id,
        'hubspot:' || companies.company_id as account_key,
        'crm_id' as identifier_type,
        'hubspot:' || people.contact_id as identifier_value,
        deals.amount,
        deals.stage,
        deals.is_open,
        deals.is_won,
        deals.created_at,
        deals.closed_at,
        deals.currency,
        deals.home_amount
    from deals
    left join people on deals.deal_id = people.deal_id
    left join companies on deals.deal_id = companies.deal_id and companies.company_rank = 1
)

select * from published
