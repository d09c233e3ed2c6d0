-- depends_on: {{ ref('intent_row_conservation') }}, {{ ref('int_publication_errors') }}
{{ intent.incremental_by('account_key', fingerprints='int_current_account_scores', on_schema_change='append_new_columns') }}
{%- set decisive = ['account_name', 'domain', 'intent_segment', 'lifecycle', 'suppression_reason', 'recommended_action'] -%}
{%- set suppression = "case consent when 'gone' then 'deleted' when 'opted_out' then 'opted out' end" -%}
{%- if var('intent_suppress_customers') -%}
{%- set suppression = 'coalesce(' ~ suppression ~ ", case when lifecycle = 'customer' then 'customer' end)" -%}
{%- endif %}

with accounts as (
    select * from {{ ref('int_current_account_scores') }}
    {% if is_incremental() %}
    where account_key in ({{ intent.changed_partitions(ref('int_current_account_scores'), this, 'account_key') }})
    {% endif %}
),

as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

synced as (
    select
        account_key,
        account_name,
        domain,
        score as intent_score,
        segment_name as intent_segment,
        trend as intent_trend,
        {{ intent.short_string('reason') }} as intent_reason,
        {{ intent.short_string('recommended_action') }} as recommended_action,
        lifecycle,
        n_active_people,
        n_high_intent_people,
        {{ suppression }} is not null as is_suppressed,
        {{ suppression }} as suppression_reason,
        input_fingerprint
    from accounts
),

hashed as (
    select
        *,
        {{ intent.row_hash(intent.synced_account_columns()) }} as row_hash
    from synced
),

published as (
    {{ intent.published_rows('hashed', 'as_of_dates', this, 'account_key', intent.synced_account_columns(), decisive, is_incremental()) }}
)

select * from published
