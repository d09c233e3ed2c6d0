{%- set step_days = intent.checked_var('intent_history_step_days', var('intent_history_step_days')) -%}

with score_rises as (
    select * from {{ ref('int_score_rises') }}
),

cuts as (
    select * from {{ ref('int_cut_recalls') }}
),

weeks as (
    select
        {{ intent.ratio('max(case when half_years_ago = 0 then n_dates end) * ' ~ step_days, '7') }} as n_latest,
        {{ intent.ratio('max(case when half_years_ago = 1 then n_dates end) * ' ~ step_days, '7') }} as n_before
    from score_rises
),

-- A contact is handed over at a cut when its score reaches it and was below it, or the contact unknown, on the date before.
hand_overs as (
    select
        cuts.deal_size_class,
        cuts.min_score,
        {{ intent.ratio('sum(case when score_rises.half_years_ago = 0 then score_rises.n_contacts else 0 end)', 'max(weeks.n_latest)') }}
            as weekly_hand_overs,
        {{ intent.ratio('sum(case when score_rises.half_years_ago = 1 then score_rises.n_contacts else 0 end)', 'max(weeks.n_before)') }}
            as weekly_hand_overs_before,
        cast(sum(score_rises.n_closed) as bigint) as n_closed,
        cast(sum(score_rises.n_converted) as bigint) as n_converted
    from cuts
    cross join weeks
    left join score_rises
        on
            cuts.deal_size_class in ('all', score_rises.deal_size_class)
            and cuts.min_score > score_rises.score_before
            and cuts.min_score <= score_rises.score
    group by cuts.deal_size_class, cuts.min_score
),

measured as (
    select
        hand_overs.*,
        cuts.weekly_capacity,
        cuts.recall,
        cuts.base_rate,
        max(case when hand_overs.weekly_hand_overs > cuts.weekly_capacity then hand_overs.min_score else -1 end)
            over (partition by hand_overs.deal_size_class) as over_capacity
    from hand_overs
    inner join cuts on hand_overs.deal_size_class = cuts.deal_size_class and hand_overs.min_score = cuts.min_score
),

-- Of the highest cut that hands over more than the capacity and the next one, the one that comes closer; of all where none hands over more.
chosen as (
    select
        deal_size_class,
        min_score,
        row_number() over (
            partition by deal_size_class
            order by abs(weekly_hand_overs - weekly_capacity) nulls last, min_score desc
        ) as nth
    from measured
    where over_capacity = -1 or min_score in (over_capacity, over_capacity + 1)
),

published as (
    select
        measured.deal_size_class,
        cast(measured.min_score as integer) as min_score,
        measured.weekly_hand_overs,
        measured.weekly_hand_overs_before,
        measured.n_closed as n_hand_overs,
        measured.n_converted as n_converted_hand_overs,
        {{ intent.ratio('measured.n_converted', 'measured.n_closed') }} as hand_over_precision,
        measured.recall,
        {{ intent.ratio('measured.n_converted', 'measured.n_closed') }} / nullif(measured.base_rate, 0) as lift,
        chosen.nth is not null as is_capacity_cut
    from measured
    left join chosen on measured.deal_size_class = chosen.deal_size_class and measured.min_score = chosen.min_score and chosen.nth = 1
)

select * from published
