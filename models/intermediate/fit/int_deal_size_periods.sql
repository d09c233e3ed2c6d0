with classes as (
    select * from {{ ref('stg_intent__deal_size_classes') }}
),

-- Nobody is looked up where there is no class.
sizes as (
    {%- for subject in ['contact', 'account'] %}
    select
        '{{ subject }}' as subject,
        periods.{{ subject }}_id as subject_id,
        classes.deal_size_class,
        periods.from_date,
        periods.last_date
    from {{ ref('int_' ~ subject ~ '_trait_periods') }} as periods
    inner join classes
        on
            case classes.attribute when 'employee_count' then periods.employee_count else periods.annual_revenue end >= classes.lower_bound
            and case classes.attribute when 'employee_count' then periods.employee_count else periods.annual_revenue end < classes.upper_bound
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select * from sizes
