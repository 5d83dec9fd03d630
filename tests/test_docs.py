"""What the README says is true: its commands, its tables, its files."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from crawler.cli import parser
from pipelines.store.corpus import Corpus
from pipelines.store.schema import MIGRATIONS, Database, descriptions
from tests.conftest import ROOT, rows

README = ROOT / "README.md"
CONTRIBUTING = ROOT / ".github" / "CONTRIBUTING.md"
_TABLES = re.compile(r"(<!-- tables: .*? -->\n).*?(<!-- end of tables -->)", re.DOTALL)
_COLUMNS = """
    SELECT tables.name, columns.name
    FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND tables.name NOT GLOB '[_]*' AND tables.name NOT GLOB 'sqlite[_]*'
"""
_FURTHER = re.compile(r";| \|| 2>")
"""Where a shell goes on to something else."""
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shell_lines(text: str) -> list[str]:
    return [line for kind, block in _FENCE.findall(text) if kind == "sh" for line in block.splitlines()]


def readmore_lines() -> list[str]:
    """Every readmore command that the docs show: in blocks and inline, cron and systemd lines included."""
    text = README.read_text() + CONTRIBUTING.read_text()
    inline = re.findall(r"`(readmore [^`]+)`", _FENCE.sub("", text))
    blocks = [line for _, block in _FENCE.findall(text) for line in block.splitlines()]
    shown = [line[line.index("readmore ") :] for line in blocks if re.search(r"(^|[ /])readmore ", line)]
    return sorted({*inline, *(_FURTHER.split(line)[0] for line in shown)})


def tables_section() -> str:
    """One table for each table of a fresh file, a line for each column, in the schema's own sentences."""
    database = Database(memory=True)
    MIGRATIONS.apply(database)
    return "\n".join(_table(name, dict(columns)) for name, columns in descriptions(database).items())


def _table(name: str, columns: dict[str, str]) -> str:
    sentence = columns.pop("")
    lines = [f"| `{column}` | {_escaped(meaning)} |" for column, meaning in columns.items()]
    return "\n".join([f"**{name}**: {_escaped(sentence)}\n", "| column | |", "| --- | --- |", *lines, ""])


def _escaped(sentence: str) -> str:
    return sentence.replace("|", "\\|").replace("<", "&lt;")


@pytest.mark.parametrize("line", readmore_lines())
def test_command_in_the_docs_is_one_the_program_takes(line: str) -> None:
    arguments = shlex.split(line)[1:]
    if len(arguments) == 1:  # named in a sentence
        arguments = [*arguments, "--help"]
    if arguments[-1] == "--help":
        with pytest.raises(SystemExit) as ended:
            parser().parse_args(arguments)
        assert ended.value.code == 0
    else:
        parser().parse_args(arguments)


def test_readme_names_every_command() -> None:
    cells = re.findall(r"^\| (`[\w-]+`.*?) \|", README.read_text(), re.MULTILINE)
    listed = {name for cell in cells for name in cell.split(", ")}
    shown = parser().format_help().partition("COMMAND\n")[2].partition("\noptions")[0]
    commands = re.findall(r"^    ([\w-]+)", shown, re.MULTILINE)
    assert "crawl" in commands
    assert [name for name in commands if f"`{name}`" not in listed] == []


def test_readme_explains_every_table_and_column() -> None:
    assert tables_section() in README.read_text(), "python -m tests.test_docs writes it anew"


def test_every_table_and_column_of_a_fresh_file_has_its_sentence(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "fresh.db"):
        pass
    explained = descriptions(Database(tmp_path / "fresh.db"))
    found = rows(tmp_path / "fresh.db", _COLUMNS)
    assert len(found) > 100
    assert [(table, column) for table, column in found if not explained.get(table, {}).get(column)] == []
    assert {table for table, _ in found} == {table for table, columns in explained.items() if columns[""]}


@pytest.mark.parametrize("docs", [README, CONTRIBUTING], ids=lambda path: path.name)
def test_files_named_in_the_docs_exist(docs: Path) -> None:
    named = re.findall(r"`((?:crawler|pipelines|tests|fixtures|\.ci|\.github)/[\w./-]*)`", docs.read_text())
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("docs", [README, CONTRIBUTING], ids=lambda path: path.name)
def test_links_between_the_docs_lead_somewhere(docs: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", docs.read_text())
    assert [link for link in links if not (docs.parent / link).exists()] == []


def blocks(kind: str) -> list[str]:
    """Return the README's blocks of a kind."""
    return [block for each, block in _FENCE.findall(README.read_text()) if each == kind]


def test_the_queries_of_the_readme_run(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "fresh.db"):
        pass
    queries = [query for block in blocks("sql") for query in block.split(";") if query.strip()]
    assert len(queries) > 3
    for query in queries:
        rows(tmp_path / "fresh.db", query)


def test_the_python_of_the_readme_runs() -> None:
    html = (ROOT / "fixtures" / "pages" / "listings" / "fair-trial" / "page.html").read_bytes()
    known: dict[str, object] = {"html": html}
    exec(next(block for block in blocks("python") if "extract(" in block), known)
    assert getattr(known["listing"], "total", None) == 3


def test_ci_runs_the_first_two_commands_of_the_readme() -> None:
    first, second, *_ = shell_lines(README.read_text())
    ci = (ROOT / ".ci" / "run").read_text().splitlines()
    assert "--crawl" in first
    assert "pytest" in second
    assert first in ci
    assert second in ci


if __name__ == "__main__":
    README.write_text(
        _TABLES.sub(lambda match: match[1] + "\n" + tables_section() + "\n" + match[2], README.read_text())
    )
