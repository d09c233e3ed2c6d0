-- Quality beats volume: ten opens without a click, however spread over days, score below one fresh pricing visit.
with signals as (
    select
        max(case when signal_name = 'email_opened' then points_micro end) as open_points,
        max(case when signal_name = 'email_opened' then max_points_micro end) as most_open_points,
        max(case when signal_name = 'pricing_page_viewed' then points_micro end) as pricing_points
    from {{ ref('stg_intent__signals') }}
)

select signals.*
from signals
inner join {{ ref('stg_intent__score_curves') }} as curve on curve.scored_for = 'contact'
where
    {{ intent.score_from_points('least(10 * signals.open_points, signals.most_open_points)') }}
    >= {{ intent.score_from_points('signals.pricing_points') }}
