{# One round of the search for connected components: a node and its parent take the smallest grandparent seen across an edge
   (FastSV, Zhang, Azad and Buluc 2020). #}
{% macro next_parents(parents, edges) -%}
    with grandparents as (
        select
            lower_parents.node_key,
            lower_parents.parent_key,
            upper_parents.parent_key as grandparent_key
        from {{ parents }} as lower_parents
        inner join {{ parents }} as upper_parents on lower_parents.parent_key = upper_parents.node_key
    ),

    neighbours as (
        select
            grandparents.node_key,
            grandparents.parent_key,
            min(others.grandparent_key) as smallest_key
        from grandparents
        inner join {{ edges }} as edges_across on grandparents.node_key = edges_across.from_key
        inner join grandparents as others on edges_across.to_key = others.node_key
        group by grandparents.node_key, grandparents.parent_key
    ),

    candidates as (
        select
            node_key,
            grandparent_key as parent_key
        from grandparents
        union all
        select
            node_key,
            smallest_key as parent_key
        from neighbours
        union all
        select
            parent_key as node_key,
            smallest_key as parent_key
        from neighbours
    )

    select
        node_key,
        min(parent_key) as parent_key
    from candidates
    group by node_key
{%- endmacro %}
