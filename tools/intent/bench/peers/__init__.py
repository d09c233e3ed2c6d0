"""The same work in other hands: from the raw files to the points of every contact on the last date.

Each peer reads the same Parquet files and the shipped seeds, treats every received row (contracts, reasons for
rejection, duplicates, identity, blocked and suppressed people, rules, composites, daily caps) and keeps contact, signal
and day buckets of the whole period, as the project does, because those serve any later date; then it scores one date.
It writes `identifier_type, identifier_value, points_micro, score`, where the identifier is the contact's strongest.
"""
