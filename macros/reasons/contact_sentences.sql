{# A select of what is said of contacts, by the column it stands in: three reasons for the score, two against it, and what a rep can begin
   with, from the strongest reason that has a talking point. #}
{% macro contact_sentences(signals, doubts) -%}
    select
        signals.as_of_date,
        signals.contact_id,
        'reason_' || signals.points_rank as place,
        signals.reason as words
    from {{ signals }} as signals
    where signals.points_micro > 0 and signals.points_rank <= 3 and signals.signal_name <> 'base'
    union all
    select
        signals.as_of_date,
        signals.contact_id,
        'talking_point_' || row_number() over (partition by signals.as_of_date, signals.contact_id order by signals.points_rank) as place,
        talking_points.talking_point as words
    from {{ signals }} as signals
    inner join {{ ref('stg_intent__talking_points') }} as talking_points on signals.signal_name = talking_points.signal_name
    where signals.points_micro > 0
    union all
    select
        doubts.as_of_date,
        doubts.contact_id,
        'reason_down_' || doubts.effect_rank as place,
        doubts.reason as words
    from {{ doubts }} as doubts
    where doubts.effect_rank <= 2
{%- endmacro %}
