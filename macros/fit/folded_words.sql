{# A string as words between single spaces, with a space at both ends: lower case, without accents and punctuation, so that two
   spellings are one. Not by regular expressions, and capitals with accents by name: engines fold those by their locale. #}
{% macro folded_words(string_value) -%}
    {%- set letters = 'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ' -%}
    {%- set plain = 'aaaaaaceeeeiiiinoooooouuuuyaaaaaaceeeeiiiinoooooouuuuyy' -%}
    {%- set marks = '-–—_/.,;:()[]&+|!?*"’`´#@' ~ "'" ~ '\\' ~ '\t\u00a0' -%}
    {%- set folded = "translate(lower(translate(replace(replace(" ~ string_value ~ ", 'ß', 'ss'), 'ẞ', 'ss'), '" ~ letters ~ "', '" ~ plain ~ "')), "
        ~ intent.string_literal(marks ~ '\u0300\u0301\u0302\u0303\u0308\u030a\u0327') ~ ", '" ~ ' ' * (marks | length) ~ "')" -%}
    ' ' || trim(both ' ' from replace(replace(replace({{ folded }}, '  ', ' '), '  ', ' '), '  ', ' ')) || ' '
{%- endmacro %}
