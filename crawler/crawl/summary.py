"""The figures of a run, printed at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.crawl.outcome import figures
from crawler.crawl.verdicts import missing
from crawler.crawl.walk import counted
from pipelines.characters import plain

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.crawl.run import Run
    from pipelines.troubles import Trouble


def print_summary(run: Run, path: str) -> None:
    """Print what the run did: how far each listing was walked, and the counts as a table."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for walk in run.walks:
        console.print(walk.tag_url, plain(f"  {walk.story()}"), sep="\n", markup=False)
    console.print(_table(run))
    for hint in hints(run, path):
        console.print(plain(hint), markup=False)


def _table(run: Run) -> Table:
    from rich.table import Table

    table = Table(box=None, header_style="dim", padding=(0, 2))
    counts = figures(run.tally)
    for name in counts:
        style = {"new": "bold green", "failed": "bold red"}.get(name, "") if counts[name] else ""
        table.add_column(name, justify="right", style=style)
    table.add_row(*(f"{value:,}" for value in counts.values()))
    return table


def hints(run: Run, path: str) -> list[str]:
    """Return what the user should know or do next, a sentence each."""
    sentences = [_sentence(trouble, run) for trouble in run.troubles if trouble.kind == "alarm"]
    failed = run.tally.failed
    if failed:
        pages = "a page" if failed == 1 else f"{failed:,} pages"
        sentences.append(f"Why {pages} could not be read stands in the table failures of {path}.")
    if run.resting:
        rest = counted(len(run.resting), "page") + " that failed before"
        sentences.append(f"Asked for again later: {rest}; `readmore crawl --recheck all` asks at once.")
    if run.signal is not None:
        sentences.append("The run was interrupted; the same command goes on where it stopped.")
    sentences += [
        f"{walk.tag_url} promises {counted(missing(walk), 'article')} more than it shows."
        for walk in run.walks
        if missing(walk)
    ]
    if any(trouble.is_grave for trouble in run.troubles):
        sentences.append(f"`readmore status --db {path}` lists what is wrong.")
    return sentences + _unseen(run)


def _sentence(alarm: Trouble, run: Run) -> str:
    if alarm.accepted_at:
        return f"As accepted: {alarm.reason}."
    is_new = any((alarm.about, alarm.key) == (each.about, each.key) for each in run.alarms)
    return f"{'Something looks wrong' if is_new else f'Still wrong since {alarm.since}'}: {alarm.reason}."


def _unseen(run: Run) -> list[str]:
    """Return which tags' feeds list articles that stand on no card, although the whole listing was walked."""
    whole = [walk for walk in run.walks if walk.inquiry and walk.complete and walk.is_whole]
    missed = [(walk, len(walk.inquiry.unseen(walk.cards))) for walk in whole if walk.inquiry]
    return [
        f"The feed or API of {walk.tag_url} lists {counted(count, 'article')} that no card shows."
        for walk, count in missed
        if count
    ]
