"""The time as the file keeps it."""

from pipelines.moments import now

__all__ = ["now"]
