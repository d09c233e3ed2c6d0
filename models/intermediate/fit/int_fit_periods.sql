{{ intent.cached_by_rows() }}
{%- set firmographics = ['industry', 'country', 'employee_count', 'annual_revenue', 'technologies', 'company_events'] -%}
{%- set subjects = {'contact': ['seniority', 'department'] + firmographics, 'account': firmographics} -%}

with traits as (
    {%- for subject, attributes in subjects.items() %}
    {%- set several = not loop.first %}
    {%- for attribute in attributes %}
    {{ "union all" if several or not loop.first }}
    select
        '{{ subject }}' as subject,
        {{ subject }}_id as subject_id,
        from_date,
        last_date,
        '{{ attribute }}' as attribute,
        coalesce(cast({{ attribute }} as {{ intent.string_type() }}), 'unknown') as trait_value,
        {{ attribute if attribute in ['employee_count', 'annual_revenue'] else 'cast(null as bigint)' }} as trait_number
    from {{ ref('int_' ~ subject ~ '_trait_periods') }}
    {%- endfor %}
    {%- endfor %}
),

distinct_values as (
    select distinct
        attribute,
        trait_value,
        trait_number
    from traits
),

-- The first rule that fits a value decides; `any` stands for a number within the bounds.
matched as (
    select
        distinct_values.attribute,
        distinct_values.trait_value,
        rules.points,
        row_number() over (partition by distinct_values.attribute, distinct_values.trait_value order by rules.rule_order) as choice
    from distinct_values
    inner join {{ ref('stg_intent__fit_rules') }} as rules
        on
            distinct_values.attribute = rules.attribute
            and case
                when rules.value_like = 'any'
                    then distinct_values.trait_number >= rules.lower_bound and distinct_values.trait_number < rules.upper_bound
                else {{ intent.is_like('distinct_values.trait_value', 'rules.value_like') }}
            end
),

best as (
    select
        attribute,
        max(points) as most_points
    from {{ ref('stg_intent__fit_rules') }}
    group by attribute
),

summed as (
    select
        traits.subject,
        traits.subject_id,
        traits.from_date,
        traits.last_date,
        cast(sum(case when traits.trait_value <> 'unknown' then 1 else 0 end) as bigint) as n_known_traits,
        cast(sum(coalesce(matched.points, 0)) as bigint) as points,
        cast(sum(
            case when traits.trait_value = 'unknown' and matched.points is null then 0 else greatest(best.most_points, 0) end
        ) as bigint) as most_points
    from traits
    inner join best on traits.attribute = best.attribute
    left join matched on traits.attribute = matched.attribute and traits.trait_value = matched.trait_value and matched.choice = 1
    group by traits.subject, traits.subject_id, traits.from_date, traits.last_date
),

-- In percent of the most that the rules give, without what is unknown and has no rule. Of whom nothing is known is of no grade, not of the worst.
scored as (
    select
        *,
        case
            when n_known_traits > 0
                then cast({{ intent.rounded_divide('100 * greatest(points, 0)', 'nullif(most_points, 0)') }} as integer)
        end as fit_score
    from summed
),

published as (
    select
        scored.subject,
        scored.subject_id,
        scored.n_known_traits,
        scored.fit_score,
        coalesce(grades.fit_grade, 'unknown') as fit_grade,
        scored.from_date,
        scored.last_date
    from scored
    left join {{ ref('stg_intent__fit_grades') }} as grades on scored.fit_score between grades.min_score and grades.max_score
)

select * from published
