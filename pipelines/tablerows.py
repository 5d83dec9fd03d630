"""Rows taken from one file to another: by their columns' names, under new numbers."""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any

Row = dict[str, Any]


def rows_of(sql: Connection, table: str, **equal: Any) -> Iterator[Row]:
    """Yield rows as dicts, in their order."""
    where = " AND ".join(f"{column} = ?" for column in equal)
    cursor = sql.execute(
        f"SELECT * FROM {table}{' WHERE ' + where if where else ''} ORDER BY rowid", tuple(equal.values())
    )
    columns = [column[0] for column in cursor.description]
    return (dict(zip(columns, row, strict=True)) for row in cursor.fetchall())


def find(sql: Connection, table: str, row: Row, same: tuple[str, ...]) -> int | None:
    """Return the number of the first row that is the same in these columns, None when there is none."""
    where = " AND ".join(f"{column} IS ?" for column in same)
    found = sql.execute(
        f"SELECT id FROM {table} WHERE {where}", tuple(row[column] for column in same)
    ).fetchone()
    return int(found[0]) if found else None


def put(sql: Connection, table: str, row: Row, same: tuple[str, ...]) -> int:
    """Insert a row under a new number unless one is the same in these columns; return its number."""
    found = find(sql, table, row, same)
    if found is not None:
        return found
    values = {column: value for column, value in row.items() if column != "id"}
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = sql.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def change(sql: Connection, table: str, row_id: int, row: Row) -> None:
    """Write all columns of a row but its number."""
    values = {column: value for column, value in row.items() if column != "id"}
    sets = ", ".join(f"{column} = ?" for column in values)
    sql.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), row_id))
