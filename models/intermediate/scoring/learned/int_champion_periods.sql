{%- set champion = var('intent_champion_scorecard') -%}
{%- set challenger = intent.string_literal(var('intent_challenger_scorecard')) if var('intent_challenger_scorecard') else none -%}
{%- set percent = intent.checked_var('intent_challenger_percent', var('intent_challenger_percent')) -%}
{%- set start = intent.checked_var('intent_challenger_start_date', var('intent_challenger_start_date')) -%}
{%- set chosen_name = "coalesce(decided.best_name, 'hand_weights')" -%}

with measures as (
    {{ intent.compared_scorecards(ref('int_champion_examples')) }}
),

-- Who ranks best, the hand weights before others that rank as well; a hundredth more of calibration error is no worse, it is chance.
ranked as (
    select
        *,
        error_micro <= min(error_micro) over (partition by scorecard_version) + 10000 as is_calibrated,
        row_number() over (
            partition by scorecard_version order by pr_auc_micro desc, case scorecard_name when 'hand_weights' then 0 else 1 end, scorecard_name
        ) as place
    from measures
    where pr_auc_micro is not null
),

-- Before the first fit there is nothing to choose from.
periods as (
    select
        0 as scorecard_version,
        'none' as status,
        date '0001-01-01' as from_date,
        coalesce({{ intent.add_days('min(refit_date)', '-1') }}, date '9999-12-31') as last_date
    from {{ ref('int_learned_versions') }}
    union all
    select
        scorecard_version,
        status,
        refit_date as from_date,
        last_date
    from {{ ref('int_learned_versions') }}
),

compared as (
    select
        periods.*,
        learned.pr_auc_micro as learned_pr_auc_micro,
        hand.pr_auc_micro as hand_pr_auc_micro,
        learned.error_micro as learned_error_micro,
        hand.error_micro as hand_error_micro,
        best.scorecard_name as best_name,
        coalesce(best.is_calibrated and (periods.status = 'eligible' or best.scorecard_name = 'hand_weights'), false) as is_promoted
    from periods
    left join measures as learned on periods.scorecard_version = learned.scorecard_version and learned.scorecard_name = 'learned_additive'
    left join measures as hand on periods.scorecard_version = hand.scorecard_version and hand.scorecard_name = 'hand_weights'
    left join ranked as best on periods.scorecard_version = best.scorecard_version and best.place = 1
),

-- Who is promoted stays until another one is.
chosen as (
    select
        *,
        case
            when best_name = 'learned_additive' and is_promoted then 'learned weights: higher PR AUC, and no worse calibrated'
            when learned_pr_auc_micro is null then 'nobody: no window with a conversion closed since the fit before'
            when best_name = 'hand_weights' and is_promoted then 'hand weights: no lower PR AUC, and no worse calibrated'
            when is_promoted then best_name || ': highest PR AUC, and no worse calibrated'
            when status <> 'eligible' then 'nobody: learned from fewer than 120 conversions or 1,000 contacts'
            else 'nobody: one ranks better, the other is better calibrated'
        end as promotion,
        max(case when is_promoted then scorecard_version else -1 end)
            over (order by scorecard_version rows between unbounded preceding and current row) as decided_version
    from compared
),

named as (
    select
        chosen.*,
        {{ chosen_name }} as chosen_name,
        {{ chosen_name if champion == 'auto' else intent.string_literal(champion) }} as champion_name,
        {{ 'lag(' ~ chosen_name ~ ') over (order by chosen.scorecard_version)' if champion == 'auto' else intent.string_literal(champion) }}
            as earlier_name
    from chosen
    left join chosen as decided on chosen.decided_version = decided.scorecard_version
),

published as (
    select
        *,
        {{ intent.challenger_name(challenger, 'scorecard_version', 'champion_name') }} as challenger_name,
        {{ percent if champion == 'auto' else 0 }} as challenger_percent,
        date '{{ start or '0001-01-01' }}' as challenger_from_date,
        max(case when champion_name = earlier_name and scorecard_version > 0 then null else from_date end)
            over (order by scorecard_version rows between unbounded preceding and current row) as champion_since,
        coalesce(
            {{ intent.add_days(
                'min(case when champion_name <> earlier_name then from_date end)'
                ~ ' over (order by scorecard_version rows between 1 following and unbounded following)', '-1'
            ) }}, date '9999-12-31'
        ) as champion_until
    from named
)

select * from published
