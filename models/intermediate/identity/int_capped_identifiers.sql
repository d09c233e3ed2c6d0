-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

{%- set max_identifiers = var('intent_max_identifiers_per_contact') | int -%}
{%- set max_emails = var('intent_max_emails_per_contact') | int -%}

with people as (
    select * from {{ ref('int_linked_people') }}
),

crowded as (
    select person_key
    from people
    group by person_key
    having count(*) > {{ max_identifiers }} or sum(case when strength_rank = 2 then 1 else 0 end) > {{ max_emails }}
),

-- Verified identifiers come before claimed ones, then the first linked, then those that hold most others together.
aged as (
    select
        people.person_key,
        people.node_key,
        people.strength_rank,
        row_number() over (
            partition by people.person_key
            order by
                case when people.is_verified then 0 else 1 end, people.first_linked_at, people.n_edges desc, people.node_key
        ) as age_rank
    from people
    inner join crowded on people.person_key = crowded.person_key
),

judged as (
    select
        *,
        strength_rank = 2 and row_number() over (
            partition by person_key, strength_rank
            order by age_rank
        ) > {{ max_emails }} as is_email_too_many
    from aged
),

placed as (
    select
        *,
        row_number() over (
            partition by person_key, is_email_too_many
            order by age_rank
        ) as place
    from judged
),

published as (
    select
        node_key,
        person_key,
        case
            when is_email_too_many then 'too many emails'
            when place > {{ max_identifiers }} then 'too many identifiers'
            else ''
        end as drop_reason
    from placed
)

select * from published
