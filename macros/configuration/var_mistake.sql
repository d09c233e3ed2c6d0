{# What is wrong with the value of a var, as a sentence with what is allowed; '' where nothing is. #}
{% macro var_mistake(rule, value) %}
    {% set as_string = (value if value is not none else '') | string %}
    {% set day = "[12][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
        ~ "|([12][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|2[048])00)-02-29" %}
    {% if rule.kind == 'date' %}
        {% set is_right = as_string == '' or as_string in rule.words or modules.re.fullmatch(day, as_string) %}
        {% set allowed = (['null'] + rule.words + ['a day of the calendar such as 2026-06-30']) | join(', ') %}
    {% elif rule.kind == 'days' %}
        {% set is_number = value is not boolean and modules.re.fullmatch('[0-9]{1,4}', as_string) and rule.lowest <= as_string | int <= rule.highest %}
        {% set is_right = is_number or (rule.may_be_null and as_string == '') %}
        {% set allowed = ('null, ' if rule.may_be_null else '') ~ 'a whole number of days from ' ~ rule.lowest ~ ' to ' ~ rule.highest %}
    {% elif rule.kind == 'count' %}
        {% set is_right = value is not boolean and modules.re.fullmatch('[0-9]{1,6}', as_string) and rule.lowest <= as_string | int <= rule.highest %}
        {% set allowed = 'a whole number from ' ~ rule.lowest ~ ' to ' ~ rule.highest %}
    {% elif rule.kind == 'boolean' %}
        {% set is_right = value is boolean %}
        {% set allowed = 'true, false (without quotes)' %}
    {% elif rule.kind == 'word' %}
        {% set is_right = as_string in rule.words %}
        {% set allowed = rule.words | join(', ') %}
    {% elif rule.kind == 'models' %}
        {% set is_list = value is sequence and value is not string and value is not mapping %}
        {% set names = value | map('string') | list if is_list else [] %}
        {% set right = [] %}
        {% for name in names | unique(true) if modules.re.fullmatch('[A-Za-z_][A-Za-z0-9_]*', name) %}{% do right.append(name) %}{% endfor %}
        {% set is_right = is_list and right | length == names | length %}
        {% set allowed = 'a list of names of models, each once; [] for none' %}
    {% elif rule.kind == 'names' %}
        {% set is_list = value is sequence and value is not string and value is not mapping %}
        {% set right = [] %}
        {% for name in (value if is_list else []) if modules.re.fullmatch('[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)?', name | string) %}
            {% do right.append(name) %}
        {% endfor %}
        {% set is_right = as_string in rule.words or (is_list and right | length == value | length) %}
        {% set allowed = (rule.words + ['a list of names, alone or two with a dot between them']) | join(', ') %}
    {% elif rule.kind == 'time_zone' %}
        {% set is_right = as_string in modules.pytz.all_timezones_set %}
        {% set allowed = 'the name of a time zone such as UTC, Europe/Berlin or America/Los_Angeles' %}
    {% elif rule.kind == 'file_path' %}
        {% set is_right = value is string and modules.re.fullmatch("[^'\"(){};]+", as_string) %}
        {% set allowed = 'a path without quotes, brackets and semicolons' %}
    {% elif rule.kind == 'renamed' %}
        {% set is_right = as_string == '' %}
        {% set allowed = 'null; the var is named ' ~ rule.new_name ~ ' now' %}
    {% else %}
        {% set is_right, allowed = true, '' %}
    {% endif %}
    {{ return('' if is_right else 'allowed: ' ~ allowed) }}
{% endmacro %}
