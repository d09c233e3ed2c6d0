with examples as (
    select
        traits.industry,
        traits.size,
        traits.country,
        scores.points,
        case when members.is_converted then 1 else 0 end as n_converted,
        case when ranks.segment_rank = 1 then 1 else 0 end as n_selected,
        case when members.is_converted and ranks.segment_rank = 1 then 1 else 0 end as n_selected_converted,
        {{ intent.micro_units('scores.conversion_probability') }} as probability_micro
    from {{ ref('int_cohort_members') }} as members
    inner join {{ ref('int_contact_traits_as_of') }} as traits
        on members.as_of_date = traits.as_of_date and members.contact_id = traits.contact_id
    inner join {{ ref('intent_contact_score_history') }} as scores
        on members.as_of_date = scores.as_of_date and members.contact_id = scores.contact_id
    inner join {{ ref('stg_intent__segments') }} as ranks on scores.segment = ranks.segment_name
    where members.is_conversion_window
),

steps as (
    {%- for kind in ['industry', 'size', 'country'] %}
    select
        '{{ kind }}' as group_kind,
        {{ kind }} as group_value,
        points,
        count(*) as n_contacts,
        sum(n_converted) as n_converted,
        sum(n_selected) as n_selected,
        sum(n_selected_converted) as n_selected_converted,
        count(probability_micro) as n_predicted,
        sum(n_converted * 1000000 - probability_micro) as gap_micro
    from examples
    group by {{ kind }}, points
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

-- Twice the pairs (converter, other) in the right order, ties as half.
pairs as (
    select
        *,
        n_converted * (
            2 * sum(n_contacts - n_converted) over (
                partition by group_kind, group_value
                order by points
                rows between unbounded preceding and current row
            ) - (n_contacts - n_converted)
        ) as double_ordered_pairs
    from steps
),

counted as (
    select
        group_kind,
        group_value,
        cast(sum(n_contacts) as bigint) as n_contacts,
        cast(sum(n_converted) as bigint) as n_converted,
        cast(sum(n_selected) as bigint) as n_selected,
        cast(sum(n_selected_converted) as bigint) as n_selected_converted,
        cast(sum(n_predicted) as bigint) as n_predicted,
        cast(sum(gap_micro) as bigint) as gap_micro,
        sum(double_ordered_pairs) as double_ordered_pairs
    from pairs
    group by group_kind, group_value
),

rated as (
    select
        *,
        {{ intent.ratio('n_selected', 'n_contacts') }} as selection_rate,
        max(case when n_contacts >= 100 then {{ intent.ratio('n_selected', 'n_contacts') }} end) over (partition by group_kind) as highest_rate
    from counted
),

published as (
    select
        group_kind,
        group_value,
        case
            when n_contacts < 100 then 'too few contacts'
            when selection_rate < 0.8 * highest_rate then 'selected less often'
            else 'even'
        end as verdict,
        n_contacts as n_contact_months,
        n_selected as n_selected_contact_months,
        n_converted as n_converted_contact_months,
        selection_rate,
        selection_rate / nullif(highest_rate, 0) as selection_ratio,
        {{ intent.ratio('n_converted', 'n_contacts') }} as conversion_rate,
        {{ intent.ratio('n_selected_converted', 'n_selected') }} as selected_conversion_rate,
        case
            when n_converted >= 20 then {{ intent.ratio('double_ordered_pairs', '2.0 * n_converted * (n_contacts - n_converted)') }}
        end as roc_auc,
        case when n_predicted >= 100 then {{ intent.from_micro_units(intent.integer_divide('gap_micro', 'nullif(n_predicted, 0)')) }} end
            as calibration_gap
    from rated
)

select * from published
