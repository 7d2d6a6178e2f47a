"""``REPORT.md`` and ``run.json``."""

import json

from pipeline.records import Outcome
from pipeline.render.report import report_markdown, run_json, totals
from tests.render import factory


def test_totals_count_every_article_once() -> None:
    """done + skipped + failed are all; trust sums those that have one."""
    found = totals(factory.outcomes())
    assert (found.articles, found.done, found.skipped, found.failed) == (3, 1, 1, 1)
    assert found.seconds == 1.26
    assert (found.trust.segments, found.trust.kept, found.trust.quotes) == (20, 2, 8)


def test_the_line_of_the_batch_adds_up() -> None:
    """19/20 would hide a segment that was not translated."""
    assert totals(factory.outcomes()).trust.line == (
        "18/20 segments · 2 not translated · 2 retried · 2 figures to check · 2 names to check · "
        "8 quotes, 6 attributed · briefs 2/6 supported · 2 critical, 4 to check"
    )


def test_run_json_says_for_each_article_what_became_of_it() -> None:
    """In the order of the outcomes, machine-readable, with the signature."""
    run = json.loads("".join(run_json(factory.outcomes(), factory.SIGNATURE)))
    assert run["signature"] == factory.SIGNATURE
    assert [outcome["status"] for outcome in run["outcomes"]] == ["done", "skipped", "failed"]
    assert run["outcomes"][2]["error"] == "seeds/vide|x.txt is empty; remove it."
    assert run["trust"]["critical"] == 2


def test_the_report_names_every_failure_with_its_reason() -> None:
    """What failed stands before what went well, and odd file names break no table."""
    text = "".join(report_markdown(factory.outcomes(), factory.SIGNATURE))
    assert "- `seeds/vide|x.txt`: seeds/vide\\|x.txt is empty; remove it." in text
    assert text.index("## Failures") < text.index("## Articles")
    assert all(line.count(" | ") == 5 for line in text.splitlines() if line.startswith("|"))


def test_a_batch_without_failure_says_none() -> None:
    """Silence could mean that nobody looked."""
    assert "## Failures\n\nnone" in "".join(report_markdown(factory.outcomes()[:1], factory.SIGNATURE))


def test_an_empty_batch_is_a_report_as_well() -> None:
    """`briefs run` on an empty folder."""
    assert "## Articles\n\nnone" in "".join(report_markdown((), "none"))
    assert json.loads("".join(run_json((), "none")))["articles"] == 0


def test_a_failure_without_a_reason_says_that() -> None:
    """It should not happen; it must not print "None"."""
    text = "".join(report_markdown([Outcome("a", "a.txt", "failed", 0.0)], "s"))
    assert "no reason was recorded" in text
    assert "None" not in text
