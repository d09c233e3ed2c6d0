{# Materialization: a table repeated until it no longer changes. The model's SQL is one round and reads the round before
   through previous_round(); config.meta.start_from names the model with the first round. Works without recursion.
   Where config.meta.falling names a whole-number column that no round raises, its exact sum tells whether a round changed
   anything, which is cheaper than comparing two tables. Where config.meta.inputs names what it is made of, it is kept as a
   kept table is. #}
{% materialization fixpoint, default %}
    {% set target = this.incorporate(type='table') %}
    {% set start = ref('intent', config.get('meta')['start_from']) %}
    {% set max_rounds = config.get('meta').get('max_rounds', 200) %}
    {% set rounds = namespace(previous=none, number=0, is_done=false) %}

    {{ run_hooks(pre_hooks) }}
    {% set plan = intent.keeping_plan(target, sql) %}
    {% if plan['step'] == 'keep' %}
        {% call statement('main') %}select 1 as is_kept{% endcall %}
        {% do adapter.commit() %}
        {{ return({'relations': [target]}) }}
    {% endif %}

    {% do intent.forget_built_from(target) %}
    {% set rounds.previous = intent.create_round(target, 0, 'select * from ' ~ start) %}
    {% for number in range(1, max_rounds + 1) if not rounds.is_done %}
        {% set round_sql = sql | replace(intent.previous_round(), rounds.previous | string) %}
        {% set current = intent.create_round(target, number, round_sql) %}
        {% set is_done = run_query(intent.same_round_sql(rounds.previous, current)).columns[0].values()[0] == 1 %}
        {% do adapter.drop_relation(rounds.previous) %}
        {% set rounds.previous = current %}
        {% set rounds.number = number %}
        {% set rounds.is_done = is_done or flags.EMPTY %}
    {% endfor %}
    {% if not rounds.is_done %}
        {% do exceptions.raise_compiler_error(this.identifier ~ ' still changes after ' ~ max_rounds ~ ' rounds (meta.max_rounds)') %}
    {% endif %}

    {% set existing = load_cached_relation(this) %}
    {% if existing is not none %}{% do adapter.drop_relation(existing) %}{% endif %}
    {% do adapter.rename_relation(rounds.previous, target) %}
    {% call statement('main') %}select count(*) from {{ target }}{% endcall %}
    {% do intent.note_built_from(target, plan) %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {{ return({'relations': [target]}) }}
{% endmaterialization %}

{# The text that stands for the round before in the SQL of a fixpoint model. #}
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
