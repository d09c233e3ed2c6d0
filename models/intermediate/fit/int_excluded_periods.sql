{%- set attributes = ['seniority', 'department', 'industry', 'country'] -%}

with excluded_traits as (
    select * from {{ ref('stg_intent__excluded_traits') }}
),

periods as (
    select * from {{ ref('int_contact_trait_periods') }}
),

matched as (
    {%- for attribute in attributes %}
    select
        periods.contact_id,
        periods.from_date,
        periods.last_date,
        excluded_traits.reason
    from periods
    inner join excluded_traits
        on excluded_traits.attribute = '{{ attribute }}' and {{ intent.is_like('periods.' ~ attribute, 'excluded_traits.value_like') }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

published as (
    select
        contact_id,
        min(reason) as reason,
        from_date,
        last_date
    from matched
    group by contact_id, from_date, last_date
)

select * from published
