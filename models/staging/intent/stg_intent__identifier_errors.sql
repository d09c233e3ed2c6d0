with blocked as (
    {{ intent.seed_rows(ref('intent_blocked_identifiers'), 'intent_blocked_identifiers') }}
),

requests as (
    {{ intent.seed_rows(ref('intent_erasure_requests'), 'intent_erasure_requests') }}
),

errors as (
    {{ intent.configuration_checks('intent_blocked_identifiers.csv', 'blocked', [
        {'key': "blocked_value", 'column': 'matches', 'is_wrong': "matches in ('mailbox', 'domain') and identifier_type <> 'email'",
            'message': 'allowed for other identifier types than email: value'},
    ]) }}
    union all
    {{ intent.configuration_checks('intent_erasure_requests.csv', 'requests', [
        {'key': "identifier_type || ' ' || identifier_value", 'column': 'identifier_value',
            'is_wrong': "identifier_type = 'email' and not " ~ intent.is_email('lower(identifier_value)'),
            'message': 'nobody would be forgotten; allowed for identifier type email: one email address'},
    ]) }}
)

select * from errors
