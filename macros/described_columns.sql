{# The columns of a seed as dictionaries: those it should have (macro seed_columns), with what is allowed in words, and those
   that its table has beyond them. Stored is none before the seed is loaded; swapped holds the names of a user's own seeds. #}
{% macro described_columns(columns, stored, swapped) %}
    {% set types = {} %}
    {% for column in stored or [] %}{% do types.update({column.name | lower: column}) %}{% endfor %}
    {% set described = [] %}
    {% for column in columns %}
        {% set name, kind = column[0], column[1] %}
        {% set limits = column[2:4] if 'number' in kind else ['null', 'null'] %}
        {% set words = column[3] if column | length > 3 and kind == 'reference' else column[2] if kind == 'words' else [] %}
        {% set references = [] %}
        {% for seed, key in (column[2] if kind == 'reference' else []) %}{% do references.append('a ' ~ key ~ ' of ' ~ swapped.get(seed, seed) ~ '.csv') %}{% endfor %}
        {% set sentences = {
            'number': 'a number from ' ~ limits[0] ~ ' to ' ~ limits[1] ~ ', with a point for decimals',
            'whole_number': 'a whole number from ' ~ limits[0] ~ ' to ' ~ limits[1],
            'date': 'a day of the calendar such as 2026-06-30',
            'domain': 'a domain such as rival.example',
        } %}
        {% do described.append({
            'name': name, 'kind': kind, 'lowest': limits[0], 'highest': limits[1],
            'allowed': sentences.get(kind, (references + words) | join(', ') or 'a text'),
            'is_expected': 'true', 'is_stored': 'true' if stored is none or name in types else 'false',
            'is_text': 'true' if name not in types or types[name].is_string() else 'false',
        }) %}
    {% endfor %}
    {% for name in types if name not in columns | map('first') %}
        {% do described.append({
            'name': name, 'kind': 'unknown', 'lowest': 'null', 'highest': 'null', 'allowed': columns | map('first') | join(', '),
            'is_expected': 'false', 'is_stored': 'true', 'is_text': 'true',
        }) %}
    {% endfor %}
    {{ return(described) }}
{% endmacro %}
