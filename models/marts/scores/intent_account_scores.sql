with accounts as (
    select
        accounts.*,
        fits.fit_score,
        fits.fit_grade
    from {{ ref('int_current_account_scores') }} as accounts
    left join {{ ref('int_fit_periods') }} as fits
        on fits.subject = 'account' and accounts.account_id = fits.subject_id and accounts.as_of_date between fits.from_date and fits.last_date
),

roles as (
    select * from {{ ref('stg_intent__buying_roles') }}
),

people as (
    select
        contact_accounts.account_id,
        scores.score,
        coalesce(traits.seniority, 'unknown') as seniority,
        coalesce(traits.department, 'unknown') as department
    from {{ ref('int_current_contact_scores') }} as scores
    inner join {{ ref('int_contact_accounts') }} as contact_accounts on scores.contact_id = contact_accounts.contact_id
    left join {{ ref('int_contact_trait_periods') }} as traits
        on scores.contact_id = traits.contact_id and scores.as_of_date between traits.from_date and traits.last_date
),

spreads as (
    select
        account_id,
        count(distinct nullif(department, 'unknown')) as n_departments,
        count(distinct nullif(seniority, 'unknown')) as n_seniorities
    from people
    group by account_id
),

filled as (
    select distinct
        people.account_id,
        roles.role_name
    from people
    inner join roles
        on {{ intent.is_like('people.department', 'roles.department_like') }} and {{ intent.is_like('people.seniority', 'roles.seniority_like') }}
    where people.score > 0
),

missing as (
    select
        accounts.account_id,
        roles.role_name,
        row_number() over (partition by accounts.account_id order by min(roles.role_order), roles.role_name) as nth
    from accounts
    cross join roles
    left join filled on accounts.account_id = filled.account_id and roles.role_name = filled.role_name
    where filled.account_id is null
    group by accounts.account_id, roles.role_name
),

listed as (
    select
        account_id,
        max(case when nth = 1 then role_name end)
        {%- for nth in range(2, 9) %}
        || coalesce(max(case when nth = {{ nth }} then ', ' || role_name end), '')
        {%- endfor %} as missing_roles
    from missing
    group by account_id
),

published as (
    select
        accounts.account_id,
        accounts.as_of_date,
        accounts.account_name,
        accounts.domain,
        accounts.segment_name as segment,
        accounts.trend,
        accounts.lifecycle,
        accounts.recommended_action,
        accounts.reason,
        coalesce(accounts.fit_grade, 'unknown') as fit_grade,
        listed.missing_roles,
        {{ intent.from_micro_units('accounts.points_micro') }} as points,
        accounts.score,
        accounts.fit_score,
        accounts.change_14_days,
        accounts.highest_contact_score,
        accounts.n_people,
        accounts.n_active_people,
        accounts.n_high_intent_people,
        accounts.n_open_deals,
        coalesce(spreads.n_departments, 0) as n_departments,
        coalesce(spreads.n_seniorities, 0) as n_seniorities,
        accounts.newest_contact_date
    from accounts
    left join spreads on accounts.account_id = spreads.account_id
    left join listed on accounts.account_id = listed.account_id
)

select * from published
