-- depends_on: {{ ref('stg_intent__configuration_errors') }}
{% set groups = intent.contract_model_groups(var('intent_event_models'), 'events') %}

with delivering as (
    {%- for models in groups %}
    select '{{ models | join(', ') }}' as model_name
    from (select 1 as one) as one_row
    where {% for model in models %}{{ ' or ' if not loop.first }}exists (select 1 from {{ ref(model) }}){% endfor %}
    union all
    {%- endfor %}
    select '' as model_name
),

listed as (
    {%- for models in groups %}
    select '{{ models | join(', ') }}' as model_name
    union all
    {%- endfor %}
    select '' as model_name
),

published as (
    select
        listed.model_name,
        delivering.model_name is not null as has_rows
    from listed
    left join delivering on listed.model_name = delivering.model_name
    where listed.model_name <> ''
)

select * from published
