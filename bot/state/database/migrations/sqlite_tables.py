"""Changes an SQLite table's definition where ALTER TABLE cannot."""

import sqlalchemy as sa


def rewrite(connection: sa.Connection, table: str, before: str, after: str) -> None:
    """Recreate a table with a part of its definition replaced, as SQLite's manual says.

    All else stays as it is written in the schema: https://www.sqlite.org/lang_altertable.html.
    Foreign keys must not be enforced meanwhile, which migrations see to.

    Args:
        connection: In a migration.
        table: The table.
        before: A part of its definition, as the schema has it, that stands there once.
        after: What is to stand in its place.

    Raises:
        ValueError: The part does not stand there once.
    """

    def written(kind: str) -> list[str]:
        query = "SELECT sql FROM sqlite_schema WHERE type = ? AND tbl_name = ? AND sql IS NOT NULL"
        return list(connection.exec_driver_sql(query, (kind, table)).scalars())

    (old,), indexes = written("table"), written("index")
    head, *rest = old.split(before)
    if len(rest) != 1:
        raise ValueError(f"{table} is not defined as expected")
    columns = head[head.index("(") :] + after + rest[0]
    connection.exec_driver_sql(f"CREATE TABLE made_anew {columns}")
    connection.exec_driver_sql(f"INSERT INTO made_anew SELECT * FROM {table}")
    counted = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
    ).scalar()
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE made_anew RENAME TO {table}")
    if counted is not None:  # ids are never reused
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, counted))
    for index in indexes:
        connection.exec_driver_sql(index)
