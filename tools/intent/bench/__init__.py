"""The benchmark behind `intent bench`: what the project costs, against limits and peers measured in the same run.

`run.py` goes through the sizes; `measure.py` runs each measured piece in a process of its own; `limits.py` defines the
limit L; `raw_files.py` makes the raw files and deliveries of new rows; `project_builds.py` builds the dbt project;
`peers/` holds the same work in other hands; `results.py` keeps what was measured and `report.py` writes it.
"""
