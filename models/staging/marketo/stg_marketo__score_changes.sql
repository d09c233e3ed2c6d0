{{ config(enabled=intent.is_connector_on('marketo')) }}

with changes as (
    {{ intent.source_table(
        source('marketo', 'activity_change_score'),
        required={'id': 'string', 'lead_id': 'string', 'activity_date': 'timestamp'},
        optional={
            'primary_attribute_value': 'string', 'change_value': 'string', 'old_value': 'number', 'new_value': 'number', 'reason': 'string',
            'urgency': 'number', 'priority': 'number', 'relative_score': 'number',
        },
        is_optional_table=true, with_deleted=true,
    ) }}
),

published as (
    select
        id as score_change_id,
        'marketo:' || lead_id as crm_id,
        primary_attribute_value as score_name,
        reason,
        {{ intent.try_cast("replace(change_value, '+', '')", intent.double_type(), '^(-{0,1}[0-9]{1,15}([.][0-9]+){0,1})$') }} as change_points,
        old_value as old_points,
        new_value as new_points,
        urgency,
        priority,
        relative_score,
        activity_date as changed_at
    from changes
)

select * from published
