{%- set trust_seed = var('intent_link_trust_seed') -%}
{%- set unlinks_seed = var('intent_unlinks_seed') -%}
{%- set kinds = "('crm_id', 'email', 'user_id', 'anonymous_id')" -%}

with trust as (
    select * from {{ ref(trust_seed) }}
),

unlinks as (
    select
        from_type,
        from_value,
        to_type,
        to_value,
        cast(unlinked_date as {{ intent.text_type() }}) as unlinked_date
    from {{ ref(unlinks_seed) }}
),

blocked as (
    select * from {{ ref('intent_blocked_identifiers') }}
),

caps as (
    select
        'intent_max_identifiers_per_contact' as cap_name,
        '{{ var("intent_max_identifiers_per_contact") | string | replace("'", "''") }}' as cap
    union all
    select
        'intent_max_emails_per_contact' as cap_name,
        '{{ var("intent_max_emails_per_contact") | string | replace("'", "''") }}' as cap
    union all
    select
        'intent_fold_plus_addresses' as cap_name,
        '{{ 1 if var("intent_fold_plus_addresses") is boolean else var("intent_fold_plus_addresses") | string | replace("'", "''") }}' as cap
),

errors as (
    {{ intent.configuration_checks(trust_seed ~ '.csv', 'trust', [
        {'key': 'source_name', 'column': 'source_name', 'is_wrong': intent.is_duplicate('trust', 'source_name'),
            'message': 'the source stands on more than one row; keep one'},
        {'key': 'source_name', 'column': 'source_name', 'is_wrong': "source_name <> trim(both ' ' from source_name)",
            'message': 'the name has spaces around it; remove them'},
        {'key': 'source_name', 'column': 'trust', 'is_wrong': "coalesce(trust, '') not in ('claimed', 'verified')",
            'message': 'allowed are claimed, verified'},
    ]) }}
    union all
    select
        '{{ trust_seed }}.csv' as file_name,
        'any' as key_value,
        'source_name' as column_name,
        '' as cell_value,
        'no row says how far a source is trusted that stands on no other row; add one for source_name any' as message
    from (
        select count(*) as n_rest from trust
        where source_name = 'any'
    ) as counted
    where n_rest = 0
    union all
    {{ intent.configuration_checks(unlinks_seed ~ '.csv', 'unlinks', [
        {'key': "from_value || ' and ' || to_value", 'column': 'from_type', 'is_wrong': "coalesce(from_type, '') not in " ~ kinds,
            'message': 'allowed are crm_id, email, user_id, anonymous_id'},
        {'key': "from_value || ' and ' || to_value", 'column': 'to_type', 'is_wrong': "coalesce(to_type, '') not in " ~ kinds,
            'message': 'allowed are crm_id, email, user_id, anonymous_id'},
        {'key': "from_value || ' and ' || to_value", 'column': 'unlinked_date',
            'is_wrong': intent.utc_timestamp('unlinked_date') ~ " is null", 'message': 'allowed is a date such as 2026-06-30'},
    ]) }}
    union all
    {{ intent.configuration_checks('intent_blocked_identifiers.csv', 'blocked', [
        {'key': 'blocked_value', 'column': 'matches', 'is_wrong': "coalesce(matches, '') not in ('value', 'mailbox', 'domain')",
            'message': 'allowed are value, mailbox, domain'},
        {'key': 'blocked_value', 'column': 'identifier_type',
            'is_wrong': "coalesce(identifier_type, '') <> case when matches = 'value' then 'any' else 'email' end",
            'message': 'a value is blocked for identifiers of any type, a mailbox or domain for email'},
    ]) }}
    union all
    {{ intent.configuration_checks('dbt_project.yml', 'caps', [
        {'key': 'cap_name', 'column': 'cap',
            'is_wrong': "cap_name <> 'intent_fold_plus_addresses' and " ~ intent.is_no_whole_number('cap', 1, 100000),
            'message': 'allowed is a whole number from 1 to 100000'},
        {'key': 'cap_name', 'column': 'cap', 'is_wrong': "cap_name = 'intent_fold_plus_addresses' and cap <> '1'",
            'message': 'allowed are true and false'},
    ]) }}
)

select * from errors
