{%- set champion = var('intent_champion_scorecard') -%}
{%- set challenger = var('intent_challenger_scorecard') -%}
{%- set percent = intent.checked_var('intent_challenger_percent', var('intent_challenger_percent')) -%}
{%- set start = intent.checked_var('intent_challenger_start_date', var('intent_challenger_start_date')) -%}

with measures as (
    {{ intent.compared_scorecards(ref('int_champion_examples')) }}
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
        hand.error_micro as hand_error_micro
    from periods
    left join measures as learned
        on periods.scorecard_version = learned.scorecard_version and learned.scorecard_name = 'learned_additive'
    left join measures as hand
        on periods.scorecard_version = hand.scorecard_version and hand.scorecard_name = 'hand_weights'
),

-- A hundredth more of calibration error is no worse: of a few conversions it is chance. An odd number stands for the learned weights.
decided as (
    select
        *,
        case
            when hand_pr_auc_micro >= learned_pr_auc_micro and hand_error_micro <= learned_error_micro + 10000
                then 2 * scorecard_version
            when
                status = 'eligible' and learned_pr_auc_micro > hand_pr_auc_micro and learned_error_micro <= hand_error_micro + 10000
                then 2 * scorecard_version + 1
        end as decision
    from compared
),

-- Who is promoted stays until the other one is.
chosen as (
    select
        *,
        case
            when decision % 2 = 1 then 'learned weights: higher PR AUC, and no worse calibrated'
            when learned_pr_auc_micro is null then 'nobody: no window with a conversion closed since the fit before'
            when decision % 2 = 0 then 'hand weights: no lower PR AUC, and no worse calibrated'
            when status <> 'eligible' then 'nobody: learned from fewer than 120 conversions or 1,000 contacts'
            else 'nobody: one ranks better, the other is better calibrated'
        end as promotion,
        case
            when max(decision) over (order by scorecard_version rows between unbounded preceding and current row) % 2 = 1
                then 'learned_additive'
            else 'hand_weights'
        end as chosen_name
    from decided
),

named as (
    select
        *,
        {{ 'chosen_name' if champion == 'auto' else intent.string_literal(champion) }} as champion_name,
        {{ "lag(chosen_name) over (order by scorecard_version)" if champion == 'auto' else intent.string_literal(champion) }} as earlier_name
    from chosen
),

published as (
    select
        *,
        {{ intent.challenger_name(intent.string_literal(challenger) if challenger else none, 'scorecard_version', 'champion_name') }}
            as challenger_name,
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
