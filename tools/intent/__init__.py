"""The Python tools of intent: generate demo data, try it on two files, summarise a build."""
