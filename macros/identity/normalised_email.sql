{# A readable email (macro readable_identifier) as it is compared: lower case, full-width signs as plain ones, accents composed;
   where folds_plus is true also without what follows a plus in the mailbox. #}
{% macro normalised_email(email, folds_plus) -%}
    {#- Full-width letters, digits and signs, and the dots that count as one in a domain. -#}
    {%- set wide = "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９＠．＿－＋。｡" -%}
    {%- set plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@._-+.." -%}
    {#- Few emails are written with more than ASCII, and seeing that is ten times cheaper than changing it. -#}
    {%- set folded = "case when " ~ intent.byte_length(email) ~ " <> length(" ~ email ~ ") then "
        ~ intent.composed_string("lower(translate(" ~ email ~ ", '" ~ wide ~ "', '" ~ plain ~ "'))")
        ~ " else lower(" ~ email ~ ") end" -%}
    {%- if folds_plus -%}
    case
        when {{ folded }} like '_%+%@%'
            then {{ intent.split_item(intent.split_item(folded, '@', 1), '+', 1) }} || '@' || {{ intent.split_item(folded, '@', 2) }}
        else {{ folded }}
    end
    {%- else -%}
    {{ folded }}
    {%- endif -%}
{%- endmacro %}
