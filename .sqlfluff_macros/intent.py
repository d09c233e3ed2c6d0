"""Stand-ins for the package's macros, so that the linter reads models without a database.

The linter looks at form only: each expression macro stands for a column, each relation-shaped macro for a select.
"""

RELATIONS = {
    "union_contract",
    "source_table",
    "ga4_events",
    "validated_events",
    "rejections_to_stop_for",
    "first_dense_day",
    "published_contacts",
    "keyed_events",
    "changed_partitions",
    "joint_fingerprint",
    "partitions_to_build",
    "visible_days_as_of",
    "received_rows_to_read",
    "stored_days_to_keep",
    "stored_days_with_copies",
    "configuration_checks",
    "seed_rows",
    "checked_seed",
    "listed_values",
    "next_parents",
    "crm_conversions",
    "deal_outcomes",
    "outcome_entries",
    "lost_values",
    "record_rows",
    "version_rows",
    "delivered_row_counts",
    "points_by_level",
    "first_weights",
    "first_base_weights",
    "next_weights",
    "example_log_odds",
    "example_gradients",
    "points_of_all_scorecards",
    "scorecards_in_force",
    "activity_trends",
    "kinds_within_tiers",
    "learned_signals",
    "contact_signals",
    "signal_acts",
    "contact_doubts",
    "contact_sentences",
    "compared_scorecards",
    "examples_by_given_points",
    "promotion_notes",
    "destination_contacts",
    "destination_accounts",
    "published_rows",
    "running_bins",
    "composite_windows",
    "relative_weights",
    "isotonic_shares",
}
FLAGS = ("is_unique", "is_expected", "is_stored", "is_string")
COLUMN = {"name": "stand_in", "lowest": "null", "highest": "null", **dict.fromkeys(FLAGS, "true")}
RULES = {
    "configuration_seeds": ["stand_ins"],
    "seed_rules": {"keys": ["stand_in"], "may_be_empty": False, "is_personal": False, "columns": [COLUMN]},
    "described_columns": [COLUMN],
    "seed_words": ["stand_in"],
    "var_rules": {},
    "quality_depths": [10, "top_segment"],
    "quality_measures": {"roc_auc": "1.0", "lift_top_10": None},
    "doubting_models": [{"source_name": "stand_in", "model": "stand_ins"}],
}


def __getattr__(name):
    """A macro by its name: a function that returns a piece of SQL of the right kind."""
    if name.startswith("__"):
        raise AttributeError(name)
    if name == "lift_columns":
        return lambda *args, **kwargs: "lift_column as lift_micro"
    if name in RELATIONS:
        return lambda *args, **kwargs: "select stand_in from stand_ins"
    if name == "null_columns":
        return lambda contract, columns: ", ".join(f"null as {column}" for column in columns)
    if name == "contract_models":
        return lambda models, contract: ["stand_ins"]
    if name == "contract_model_groups":
        return lambda models, contract: [["stand_ins"]]
    if name == "chosen_conversions":
        return lambda connector, choices: ["'stand_in'"]
    if name == "is_connector_on":
        return lambda connector: True
    if name == "var_mistake":
        return lambda *args, **kwargs: ""
    if name in RULES:
        return lambda *args, **kwargs: RULES[name]
    if name in ("incremental_by", "cached_by", "cached_by_rows", "fixpoint_by"):
        return lambda *args, **kwargs: ""
    if name == "materialized":
        return lambda: "materialized"
    if name == "previous_round":
        return lambda: "stand_ins"
    return lambda *args, **kwargs: "macro_column"
