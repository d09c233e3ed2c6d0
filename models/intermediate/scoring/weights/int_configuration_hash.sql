{%- set personal = [] -%}
{%- for seed in intent.configuration_seeds() if intent.seed_rules(seed).is_personal %}{% do personal.append("'" ~ seed ~ "'") %}{% endfor -%}

with seed_cells as (
    select * from {{ ref('stg_intent__seed_cells') }}
),

-- The gate is empty or the run has stopped: reading it here keeps every score behind it.
gate as (
    select count(*) as n_errors from {{ ref('stg_intent__configuration_errors') }}
),

-- A personal seed shows the line of a row for its key, and the order of lines is no content.
named as (
    select
        *,
        case when seed_name in ({{ (personal or ["''"]) | join(', ') }}) then compared_key else key_value end as row_key
    from seed_cells
),

keyed as (
    select {{ intent.stable_key(intent.joined_strings(['seed_name', 'column_name', 'row_key', "coalesce(cell_value, '')"])) }} as cell_key
    from named
),

hashed as (
    select cast(sum({{ intent.integer_divide('keyed.cell_key', '1048576') }}) as bigint) as configuration_number
    from keyed
    cross join gate
    where gate.n_errors = 0
),

published as (
    select
        configuration_number,
        substr(md5(cast(configuration_number as {{ intent.string_type() }})), 1, 12) as configuration_hash
    from hashed
)

select * from published
