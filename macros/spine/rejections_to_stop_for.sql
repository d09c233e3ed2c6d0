{# For what a source may not be scored: a select of source_name, contract_name, reject_reason, n_rows of n_delivered, scope ('' or the
   latest day), column_name and an example that tells nothing of a person. More than `percent` of at least 20 rows, all of at least 5, or all there are of events;
   and more than half of at least 20 rows of the latest received day. What a source filters out itself is not looked at; an outcome of
   nobody is ordinary. The arguments are CTEs. #}
{% macro rejections_to_stop_for(received, kinds, outcomes, percent) -%}
    {%- set times = "('unreadable time', 'time before 1990', 'time in the future')" -%}
    {%- set raw_time = "regexp_replace(rejected_row, '^.* time=', '')" -%}
    with counted as (
        select
            event_kind_key,
            received_date,
            reject_reason,
            count(*) as n_rows,
            min(case when reject_reason in {{ times }} then rejected_row end) as rejected_row
        from {{ received }}
        where reject_reason <> 'filtered out by its source'
        group by event_kind_key, received_date, reject_reason
    ),

    delivered as (
        select
            'events' as contract_name,
            kinds.source_name,
            counted.received_date,
            counted.reject_reason,
            counted.n_rows,
            case when counted.rejected_row is null then 'event_name' else 'occurred_at' end as column_name,
            case
                when counted.rejected_row is null then kinds.event_name
                when regexp_replace({{ raw_time }}, '^[A-Za-z ,.]*[0-9][0-9A-Za-z:+., /-]{0,38}$', '') = '' then {{ raw_time }}
                else ''
            end as example
        from counted
        inner join {{ kinds }} as kinds on counted.event_kind_key = kinds.event_kind_key
        union all
        select
            'conversions' as contract_name,
            source_name,
            cast(null as date) as received_date,
            case when reject_reason like '%identifier%' or reject_reason = 'invalid email' then '' else reject_reason end as reject_reason,
            1 as n_rows,
            'conversion_name' as column_name,
            conversion_name as example
        from {{ outcomes }}
    ),

    latest_days as (
        select
            source_name,
            max(received_date) as latest_date
        from delivered
        group by source_name
    ),

    scoped as (
        select
            delivered.*,
            '' as scope
        from delivered
        union all
        select
            delivered.*,
            ' of ' || cast(latest_days.latest_date as {{ intent.string_type() }}) as scope
        from delivered
        inner join latest_days on delivered.source_name = latest_days.source_name and delivered.received_date = latest_days.latest_date
    ),

    reasons as (
        select
            contract_name,
            source_name,
            scope,
            reject_reason,
            sum(n_rows) as n_rows,
            min(column_name) as column_name,
            min(case when example <> '' then example end) as example
        from scoped
        group by contract_name, source_name, scope, reject_reason
    ),

    totalled as (
        select
            *,
            sum(n_rows) over (partition by contract_name, source_name, scope) as n_delivered,
            sum(case when reject_reason = '' then n_rows else 0 end) over (partition by contract_name, source_name, scope) as n_right,
            sum(case when reject_reason = '' then n_rows else 0 end) over (partition by contract_name) as n_right_of_all
        from reasons
    )

    select *
    from totalled
    where
        reject_reason <> ''
        and {{ percent }} < 100
        and (
            (n_delivered >= 20 and n_rows * 100 > n_delivered * case scope when '' then {{ percent }} else {{ [percent | int, 50] | max }} end)
            or (scope = '' and n_right = 0 and (n_delivered >= 5 or (contract_name = 'events' and n_right_of_all = 0)))
        )
{%- endmacro %}
