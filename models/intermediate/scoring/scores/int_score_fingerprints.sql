{{ config(meta={'stands_for': [
    'int_feature_fingerprints', 'int_contact_signal_days', 'int_contact_channel_days', 'int_contact_active_days', 'int_signal_decay',
    'int_known_contacts', 'int_scorecards', 'int_segment_lookup', 'int_segment_lines', 'int_as_of_dates', 'int_conversions', 'int_contact_lifecycles',
    'int_learned_cells', 'int_learned_versions', 'int_training_examples_as_of', 'stg_intent__segments', 'stg_intent__activity_bounds',
    'stg_intent__score_curves', 'stg_intent__score_limits', 'int_deal_size_periods', 'int_given_score_fingerprints', 'int_learned_score_fingerprints', 'int_champion_examples', 'int_champion_periods',
]}) }}

with fingerprints as (
    {%- for relation in [ref('int_given_score_fingerprints'), ref('int_learned_score_fingerprints')] %}
    select
        as_of_date,
        scorecard_name,
        input_fingerprint
    from {{ relation }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

served as (
    select
        fingerprints.*,
        fingerprints.scorecard_name = periods.champion_name as is_champion,
        case when fingerprints.as_of_date >= periods.challenger_from_date then periods.challenger_percent else 0 end as challenger_percent
    from fingerprints
    inner join {{ ref('int_champion_periods') }} as periods on fingerprints.as_of_date between periods.from_date and periods.last_date
    where
        fingerprints.scorecard_name in (periods.champion_name, periods.challenger_name)
        and {{ intent.string_literal(var('intent_champion_scorecard')) }} = 'auto'
),

-- What everybody sees is scored as its champion is, and again when another one is champion or, from its start on, a live test changes.
champions as (
    select
        as_of_date,
        'auto' as scorecard_name,
        cast(sum(input_fingerprint % 2147483647 * case when is_champion then 3 else 5 end) + max(challenger_percent) as bigint)
            as input_fingerprint
    from served
    where is_champion or challenger_percent > 0
    group by as_of_date
),

all_scorecards as (
    select * from fingerprints
    union all
    select * from champions
),

periods as (
    select * from {{ ref('int_deal_size_periods') }}
    where subject = 'contact'
),

members as (
    select distinct
        subject_id,
        deal_size_class
    from periods
),

-- Who comes into a class of deals on a day, or leaves it, makes other scores from that day on, and none before.
moves as (
    {%- for day, sign in [('periods.from_date', ''), (intent.add_days('periods.last_date', '1'), '-')] %}
    select
        {{ day }} as moved_date,
        {{ sign }}{{ intent.row_fingerprint('members') }} as member_fingerprint
    from periods
    inner join members on periods.subject_id = members.subject_id and periods.deal_size_class = members.deal_size_class
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

moved_days as (
    select
        moved_date,
        cast(sum(member_fingerprint) as bigint) as member_fingerprint
    from moves
    group by moved_date
),

sizes as (
    select
        dates.as_of_date,
        cast(sum(moved_days.member_fingerprint) as bigint) as member_fingerprint
    from (select distinct fingerprints.as_of_date from fingerprints) as dates
    inner join moved_days on dates.as_of_date >= moved_days.moved_date
    group by dates.as_of_date
),

published as (
    select
        all_scorecards.as_of_date,
        all_scorecards.scorecard_name,
        all_scorecards.input_fingerprint + coalesce(sizes.member_fingerprint, 0) as input_fingerprint
    from all_scorecards
    left join sizes on all_scorecards.as_of_date = sizes.as_of_date
)

select * from published
