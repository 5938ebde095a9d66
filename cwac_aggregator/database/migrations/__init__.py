"""Alembic's revisions, run by `cwac_aggregator.database.migrate`. Files are named NNNN_subject.py; NNNN is the revision."""
