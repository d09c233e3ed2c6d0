with accounts as (
    select * from {{ ref('int_delivered_accounts') }}
    where reject_reason = ''
),

-- A domain of many unrelated people, or of nobody, is no company's.
nobodys_domains as (
    select distinct domain
    from (
        select blocked_value as domain from {{ ref('stg_intent__blocked_identifiers') }}
        where matches in ('value', 'domain')
        union all
        select lower(pattern_like) as domain from {{ ref('stg_intent__bot_patterns') }}
        where matches = 'free_mail'
    ) as listed
),

hosts as (
    select
        *,
        {{ intent.url_host('domain') }} as host
    from accounts
    where not {{ intent.is_null_like('account_key') }}
),

versions as (
    select
        hosts.account_key,
        case
            when nobodys_values.domain is null and nobodys_hosts.domain is null and {{ intent.is_company_domain('hosts.host') }}
                then hosts.host
        end as domain,
        hosts.source_name,
        hosts.account_name,
        hosts.industry,
        hosts.employee_count,
        hosts.annual_revenue,
        hosts.country,
        hosts.valid_from
    from hosts
    left join nobodys_domains as nobodys_values on lower(hosts.domain) = nobodys_values.domain
    left join nobodys_domains as nobodys_hosts on hosts.host = nobodys_hosts.domain
),

-- The latest version of an account decides which company it is; of equally late ones, the first by source and content.
ranked as (
    select
        *,
        row_number() over (
            partition by account_key
            order by
                valid_from desc nulls last, source_name, domain nulls last, account_name nulls last,
                industry nulls last, employee_count nulls last, annual_revenue nulls last, country nulls last
        ) as recency_rank
    from versions
),

latest as (
    select
        *,
        coalesce(domain, account_key) as company_key
    from ranked
    where recency_rank = 1
),

published as (
    select
        account_key,
        {{ intent.stable_key("'account:' || company_key") }} as account_id,
        company_key,
        source_name,
        account_name,
        domain,
        industry,
        employee_count,
        annual_revenue,
        country,
        valid_from
    from latest
)

select * from published
