{# The columns of a seed as dictionaries: those it should have (macro seed_rules), with the allowed values as a sentence, and those
   that its table has beyond them. Stored is none before the seed is loaded; given holds the names of the seeds in use. #}
{% macro described_columns(seed_name, stored, given) %}
    {% set types = {} %}
    {% for column in stored or [] %}{% do types.update({column.name | lower: column}) %}{% endfor %}
    {% set rules = intent.seed_rules(seed_name).columns %}
    {% set names = rules | map(attribute='name') | list %}
    {% set described = [] %}
    {% for rule in rules %}
        {% set lowest, highest = rule.get('lowest', 'null'), rule.get('highest', 'null') %}
        {% set reference = rule.get('references', ['', '']) %}
        {% set named = ['a ' ~ reference[1] ~ ' of ' ~ given[reference[0]] ~ '.csv'] if reference[0] else [] %}
        {% set sentences = {
            'number': 'a number from ' ~ lowest ~ ' to ' ~ highest ~ ', with a point for decimals',
            'whole_number': 'a whole number from ' ~ lowest ~ ' to ' ~ highest,
            'date': 'a day of the calendar such as 2026-06-30',
            'domain': 'a domain such as rival.example',
        } %}
        {% do described.append({
            'name': rule.name, 'kind': rule.kind, 'lowest': lowest, 'highest': highest,
            'allowed': sentences.get(rule.kind, (named + rule.get('words', [])) | join(', ') or 'a string'),
            'reference_seed': reference[0], 'reference_column': reference[1],
            'is_unique': rule.get('is_unique', false), 'is_expected': true,
            'is_stored': stored is none or rule.name in types or 'default' in rule,
            'is_string': rule.name not in types or types[rule.name].is_string(),
        }) %}
    {% endfor %}
    {% for name in types if name not in names %}
        {% do described.append({
            'name': name, 'kind': 'unknown', 'lowest': 'null', 'highest': 'null', 'allowed': names | join(', '),
            'reference_seed': '', 'reference_column': '', 'is_unique': false, 'is_expected': false, 'is_stored': true, 'is_string': true,
        }) %}
    {% endfor %}
    {{ return(described) }}
{% endmacro %}
