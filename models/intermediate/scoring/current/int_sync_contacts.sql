{# The moment of a run and the checks before it are no content: none of them makes a row another one. #}
{{ config(meta={'stands_for': ['int_latest_as_of_date', 'intent_row_conservation', 'int_publication_errors']}) }}
{%- set string = intent.string_type() -%}
{%- set suppression = 'people.suppression_reason' -%}
{%- if var('intent_suppress_customers') -%}
{%- set suppression = "coalesce(people.suppression_reason, case when scores.lifecycle = 'customer' then 'customer' end)" -%}
{%- endif -%}

with scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

excluded as (
    select * from {{ ref('int_suppressed_contacts') }}
    where reason <> 'asked to be forgotten'
),

writable as (
    select
        *,
        row_number() over (partition by contact_id order by crm_id) as record_number
    from {{ ref('int_contact_records') }}
    where is_writable
),

records as (
    select
        contact_id,
        max(case when is_contact_crm_id then crm_id end) as crm_id,
        max(case record_number when 1 then crm_id end)
        {%- for number in [2, 3, 4] %}
        || coalesce(' ' || max(case record_number when {{ number }} then crm_id end), '')
        {%- endfor %} as crm_record_ids
    from writable
    group by contact_id
),

-- Of a contact who is gone from every CRM the id alone stays; of whoever asked to be forgotten there is no row.
people as (
    select
        contact_id,
        crm_id,
        case when not is_gone then email end as email,
        case when is_gone then 'deleted' when is_opted_out then 'opted out' end as suppression_reason
    from contacts
    where crm_id is not null or email is not null
    union all
    select
        records.contact_id,
        records.crm_id,
        null as email,
        'excluded' as suppression_reason
    from records
    inner join excluded on records.contact_id = excluded.contact_id
),

synced as (
    select
        cast(people.contact_id as {{ string }}) as contact_id,
        people.crm_id,
        records.crm_record_ids,
        people.email,
        scores.score as intent_score,
        scores.segment_name as intent_segment,
        scores.trend as intent_trend,
        scores.decile as intent_decile,
        {{ intent.from_micro_units('scores.points_micro') }} as intent_points,
        {%- for rank in [1, 2, 3] %}
        {{ intent.short_string('scores.reason_' ~ rank) }} as intent_reason_{{ rank }},
        {%- endfor %}
        {{ intent.short_string('scores.recommended_action') }} as recommended_action,
        scores.segment_since,
        scores.lifecycle,
        {{ suppression }} is not null as is_suppressed,
        {{ suppression }} as suppression_reason
    from people
    left join scores on people.contact_id = scores.contact_id
    left join records on people.contact_id = records.contact_id
    where scores.contact_id is not null or people.suppression_reason = 'excluded'
),

published as (
    select
        *,
        {{ intent.row_hash(intent.synced_columns()) }} as row_hash,
        {{ intent.row_fingerprint('synced') }} as input_fingerprint
    from synced
)

select * from published
