{# As for int_sync_contacts: the moment of a run and the checks before it make no row another one. #}
{{ config(meta={'stands_for': ['int_latest_as_of_date', 'intent_row_conservation', 'int_publication_errors']}) }}

with account_scores as (
    select scores.* from {{ ref('int_account_scores_as_of') }} as scores
    inner join {{ ref('int_latest_as_of_date') }} as as_of_dates on scores.as_of_date = as_of_dates.as_of_date
),

accounts as (
    select * from {{ ref('int_accounts') }}
),

lifecycles as (
    select * from {{ ref('int_account_lifecycles') }}
),

first_people as (
    select
        scores.contact_id,
        scores.reason_1,
        coalesce(contacts.full_name, contacts.email, 'A contact without a name') || coalesce(', ' || contacts.job_title, '') as who
    from {{ ref('int_current_contact_scores') }} as scores
    inner join {{ ref('int_contacts') }} as contacts on scores.contact_id = contacts.contact_id
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

described as (
    select
        account_scores.account_id,
        cast(account_scores.account_id as {{ intent.string_type() }}) as account_key,
        account_scores.as_of_date,
        coalesce(accounts.account_name, accounts.domain) as account_name,
        accounts.domain,
        segments.segment_name,
        account_scores.trend,
        lifecycles.lifecycle,
        actions.recommended_action,
        first_people.who || ': ' || first_people.reason_1
        || case
            when account_scores.n_active_people > 1
                then '; ' || cast(account_scores.n_active_people - 1 as {{ intent.string_type() }}) || ' more active'
            else ''
        end as reason,
        account_scores.consent,
        account_scores.points_micro,
        account_scores.score,
        account_scores.change_14_days,
        account_scores.highest_contact_score,
        account_scores.n_people,
        cast(account_scores.n_active_people as bigint) as n_active_people,
        cast(account_scores.n_high_intent_people as bigint) as n_high_intent_people,
        lifecycles.n_open_deals,
        account_scores.newest_contact_date
    from account_scores
    inner join segments on account_scores.segment_rank = segments.segment_rank
    inner join accounts on account_scores.account_id = accounts.account_id
    inner join lifecycles on account_scores.account_id = lifecycles.account_id
    inner join {{ ref('stg_intent__actions') }} as actions
        on
            segments.segment_name = actions.segment_name
            and lifecycles.spoken_to_as = actions.lifecycle
            and account_scores.consent = actions.consent
            and actions.account_lifecycle = actions.lifecycle
    left join first_people on account_scores.first_contact_id = first_people.contact_id
),

published as (
    select
        *,
        {{ intent.row_fingerprint('described') }} as input_fingerprint
    from described
)

select * from published
