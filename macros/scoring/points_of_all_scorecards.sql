{# A select of the points of contacts by every scorecard, and as auto once more those of the champion of each date, where champions are
   given. #}
{% macro points_of_all_scorecards(relations, champions=none) -%}
{%- set rows = [] -%}
{%- for relation in relations -%}
{%- do rows.append([relation, false]) -%}
{%- if champions -%}{%- do rows.append([relation, true]) -%}{%- endif -%}
{%- endfor -%}
{%- for relation, is_auto in rows %}
    select
        points.as_of_date,
        points.contact_id,
        {{ "'auto'" if is_auto else 'points.scorecard_name' }} as scorecard_name,
        points.points_micro,
        points.points_7_days_ago_micro,
        points.points_14_days_ago_micro,
        points.deterministic_points_micro,
        points.recency_share_micro,
        points.input_fingerprint
    from {{ relation }} as points
{%- if is_auto %}
    inner join {{ champions }} as champions
        on
            points.as_of_date between champions.from_date and champions.last_date
            and points.scorecard_name = {{ intent.serving_scorecard('points.contact_id', 'champions', 'points.as_of_date') }}
{%- endif %}
{{ "union all" if not loop.last }}
{%- endfor %}
{%- endmacro %}
