{# Materialization: a table repeated until it no longer changes. The model's SQL has a CTE `first_round`, a CTE `next_round` that reads
   the round before through previous_round(), and ends with `select * from next_round`. Works without recursion, and is cached as a
   cached table is (macro fixpoint_by configures it). Where config.meta.falling names a whole-number column that no round raises, its
   exact sum shows whether a round changed anything, which is cheaper than comparing two tables. #}
{% materialization fixpoint, default %}
    {% set target = this.incorporate(type='table') %}
    {% set max_rounds = config.get('meta')['max_rounds'] %}
    {% set rounds = namespace(previous=none, is_done=false) %}
    {% set last_line = 'select * from next_round' %}
    {% set round_sql = sql | trim %}
    {% if not round_sql.endswith(last_line) %}
        {% do exceptions.raise_compiler_error(this.identifier ~ ' is a fixpoint and has to end with `' ~ last_line ~ '`') %}
    {% endif %}

    {{ run_hooks(pre_hooks) }}
    {% set plan = intent.caching_plan(target, sql) %}
    {% if plan['step'] == 'keep' %}
        {% call statement('main') %}select 1 as is_cached{% endcall %}
        {% do adapter.commit() %}
        {{ return({'relations': [target]}) }}
    {% endif %}

    {% do intent.drop_build_note(target) %}
    {% set first_sql = round_sql[:-(last_line | length)] ~ 'select * from first_round' %}
    {% set rounds.previous = intent.create_round(target, 0, first_sql | replace(intent.previous_round(), 'first_round')) %}
    {% for number in range(1, max_rounds + 1) if not rounds.is_done %}
        {% set current = intent.create_round(target, number, round_sql | replace(intent.previous_round(), rounds.previous | string)) %}
        {% set is_done = run_query(intent.same_round_sql(rounds.previous, current)).columns[0].values()[0] == 1 %}
        {% do adapter.drop_relation(rounds.previous) %}
        {% set rounds.previous = current %}
        {% set rounds.is_done = is_done or flags.EMPTY %}
    {% endfor %}
    {% if not rounds.is_done %}
        {% do exceptions.raise_compiler_error(this.identifier ~ ' still changes after ' ~ max_rounds ~ ' rounds (max_rounds of fixpoint_by)') %}
    {% endif %}

    {% set existing = load_cached_relation(this) %}
    {% if existing is not none %}{% do adapter.drop_relation(existing) %}{% endif %}
    {% do adapter.rename_relation(rounds.previous, target) %}
    {% call statement('main') %}select count(*) from {{ target }}{% endcall %}
    {% do intent.write_build_note(target, plan['built_from'], plan['counted_since'], plan['built_up_to']) %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}

{# The string that stands for the round before in the SQL of a fixpoint model. #}
{% macro previous_round() %}{{ return('previous_round_of_this_fixpoint') }}{% endmacro %}

{# Creates the table of one round and returns it; a leftover of a broken run is replaced. #}
{% macro create_round(target, number, round_sql) %}
    {% set relation = target.incorporate(path={'identifier': target.identifier ~ '__round_' ~ number}) %}
    {% do adapter.drop_relation(relation) %}
    {% call statement('round_' ~ number) %}{{ create_table_as(false, relation, round_sql) }}{% endcall %}
    {{ return(relation) }}
{% endmacro %}

{# A query for 1 where two rounds are equal and 0 where they differ. #}
{% macro same_round_sql(previous, current) %}
    {% set falling = config.get('meta').get('falling') %}
    {% if falling %}
        select case when previous_sum = current_sum then 1 else 0 end as is_same
        from (select coalesce(sum(cast({{ falling }} as decimal(38, 0))), 0) as previous_sum from {{ previous }}) as previous_round
        cross join (select coalesce(sum(cast({{ falling }} as decimal(38, 0))), 0) as current_sum from {{ current }}) as current_round
    {% else %}
        select case when count(*) = 0 then 1 else 0 end as is_same
        from (select * from {{ current }} except select * from {{ previous }}) as changed
    {% endif %}
{% endmacro %}
