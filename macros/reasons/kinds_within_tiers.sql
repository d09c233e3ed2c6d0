{# A select of what deterministic signals give within a tier whose cap both kinds fill (is_shared): the signals that give most keep theirs,
   as in the ledger. Per contact, partition and tier, in millionths of a point. #}
{% macro kinds_within_tiers(feature_points, tier_points) -%}
    select
        contact_id,
        partition_number,
        capped_tier,
        sum(case kind when 'deterministic' then points_micro else 0 end) as deterministic_micro
    from (
        select
            points.contact_id,
            points.partition_number,
            points.capped_tier,
            points.kind,
            {{ intent.points_within_tier(
                'points.points_micro', 'points.tier_cap_micro',
                'points.contact_id, points.partition_number, points.capped_tier', 'points.feature_name'
            ) }} as points_micro
        from {{ feature_points }} as points
        inner join {{ tier_points }} as tiers
            on
                points.contact_id = tiers.contact_id
                and points.partition_number = tiers.partition_number
                and points.capped_tier = tiers.capped_tier
        where tiers.is_shared
    ) as shares
    group by contact_id, partition_number, capped_tier
{%- endmacro %}
