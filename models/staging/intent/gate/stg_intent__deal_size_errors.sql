{%- set classes_seed = var('intent_deal_size_classes_seed', 'intent_deal_size_classes') -%}
{%- set cuts_seed = var('intent_deal_size_cuts_seed', 'intent_deal_size_cuts') -%}
{%- set segments_seed = var('intent_segments_seed', 'intent_segments') -%}

with cuts as (
    select
        *,
        deal_size_class || ' ' || segment_name as cut_name,
        {{ intent.seed_number('min_score') }} as own_score
    from ({{ intent.seed_rows(ref(cuts_seed), 'intent_deal_size_cuts') }}) as cut_rows
),

trends as (
    select 'rising_or_flat' as trend
    union all
    select 'falling' as trend
),

-- The segments of each class that has cuts, once for each trend that they allow.
segments as (
    select distinct
        named.deal_size_class,
        segment_rows.segment_name,
        trends.trend,
        {{ intent.seed_number('segment_rows.segment_rank') }} as rank_number,
        coalesce(cuts.own_score, {{ intent.seed_number('segment_rows.min_score') }}) as lowest_score,
        cuts.cut_name is not null as is_own
    from cuts as named
    cross join ({{ intent.seed_rows(ref(segments_seed), 'intent_segments') }}) as segment_rows
    inner join trends on segment_rows.trend in ('any', trends.trend)
    left join cuts on named.deal_size_class = cuts.deal_size_class and segment_rows.segment_name = cuts.segment_name
),

ranked as (
    select
        *,
        min(lowest_score) over (
            partition by deal_size_class, trend
            order by rank_number nulls first, segment_name nulls first
            rows between unbounded preceding and 1 preceding
        ) as lowest_before,
        min(lowest_score) over (partition by deal_size_class, trend) as lowest_of_all
    from segments
),

-- No score is left for them by segments of lower rank.
unreachable as (
    select
        deal_size_class,
        segment_name,
        max(rank_number) as rank_number,
        max(lowest_score) as lowest_score,
        max(case when is_own then 1 else 0 end) = 1 as is_own
    from ranked
    group by deal_size_class, segment_name
    having max(case when lowest_before <= lowest_score then 0 else 1 end) = 0
),

faults as (
    select distinct
        ranked.deal_size_class,
        ranked.segment_name,
        case
            when ranked.segment_name = unreachable.segment_name then 'segments of lower rank take all its scores in the class'
            else 'it takes all scores of a segment of higher rank in the class'
        end || '; allowed: cuts that fall as segment_rank rises' as message
    from ranked
    inner join unreachable
        on
            ranked.deal_size_class = unreachable.deal_size_class
            and (
                ranked.segment_name = unreachable.segment_name
                or (not unreachable.is_own and ranked.rank_number < unreachable.rank_number and ranked.lowest_score <= unreachable.lowest_score)
            )
    union all
    select distinct
        deal_size_class,
        segment_name,
        'lower scores have no segment in the class; allowed: 0' as message
    from ranked
    where lowest_score = lowest_of_all and lowest_of_all > 0
),

errors as (
    {{ intent.configuration_checks(cuts_seed ~ '.csv', 'cuts', [
        {'key': 'cut_name', 'column': 'deal_size_class', 'is_wrong': 'deal_size_class not in (select classes.deal_size_class from ' ~ ref(classes_seed) ~ ' as classes)',
            'message': 'allowed: a deal_size_class of ' ~ classes_seed ~ '.csv'},
    ]) }}
    union all
    select
        '{{ cuts_seed }}.csv' as file_name,
        cuts.cut_name as key_value,
        'min_score' as column_name,
        cuts.min_score as cell_value,
        faults.message
    from cuts
    inner join faults on cuts.deal_size_class = faults.deal_size_class and cuts.segment_name = faults.segment_name
)

select * from errors
