"""`pii batch`, `pii lookup` and `pii audit`: whole data sets."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii.cli.exit_codes import say
from pii.cli.options import Detector, PolicyFile, Quiet, Threshold, policy_file_of, policy_of
from pii.cli.program import examples
from pii.cli.wording import counted, size_of
from pii.datasets.job import Columns, Job, OnError, Review
from pii.datasets.opt_out import OptOut, read_opt_out
from pii.datasets.plan import Format
from pii.extras import DATA, RAY, require

if TYPE_CHECKING:
    from pii.datasets.audit import Audit
    from pii.datasets.result import RunResult
    from pii.datasets.run import Engine

_ADDED = ("entities", "count")
# If no file can hold the failures, this many are named on the screen.
_MOST_NAMED = 20
Source = Annotated[
    str,
    typer.Argument(help="A file, a folder or a URL such as `s3://bucket/data`.", metavar="SOURCE"),
]
TextColumn = Annotated[
    str | None,
    typer.Option(
        help="The text column; by default `content`, `text` or `code`, whichever comes first.",
        metavar="NAME",
    ),
]
RepositoryColumns = Annotated[
    list[str] | None,
    typer.Option(
        "--repository-column",
        help="A column that names the row's repository; recognised by default. May be repeated.",
        metavar="NAME",
    ),
]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Worker processes; one per core by default.", metavar="N")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(
        "batch",
        epilog=examples(
            "pii batch lake/code lake/code-redacted --workers 16",
            "pii batch s3://lake/code s3://lake/code-redacted --opt-out opted-out.txt",
            "pii batch data.jsonl out/ --text-column body --add entities",
        ),
    )(redact_data_set)
    app.command(
        "lookup",
        epilog=examples("pii lookup lake/code octavia", "pii lookup lake/code octavia/parser"),
    )(look_up_owner)
    app.command(
        "audit",
        epilog=examples(
            "pii audit lake/code-redacted", "pii audit lake/code-redacted --fail-on-find -q"
        ),
    )(audit_target)


def redact_data_set(
    source: Source,
    target: Annotated[
        str,
        typer.Argument(
            help="Output folder or URL: empty, or an unfinished run's.", metavar="TARGET"
        ),
    ],
    detector: Detector = "auto",
    workers: Workers = None,
    engine: Annotated[
        str, typer.Option(help="`local`, or `ray` for a cluster.", metavar="NAME")
    ] = "local",
    policy: PolicyFile = None,
    threshold: Threshold = None,
    text_column: TextColumn = None,
    language_column: Annotated[
        str | None,
        typer.Option(
            help="A column that names the row's language; recognised by default.", metavar="NAME"
        ),
    ] = None,
    repository_column: RepositoryColumns = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", help="The format of the source; recognised by default."),
    ] = None,
    opt_out: Annotated[
        Path | None,
        typer.Option(help="Owners and repositories to leave out, one per line.", metavar="FILE"),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            help="A column to add: `entities` or `count`. May be repeated.", metavar="NAME"
        ),
    ] = None,
    on_error: Annotated[
        OnError, typer.Option(help="What to do with a row that cannot be redacted.")
    ] = OnError.FAIL_SHARD,
    review: Annotated[
        int, typer.Option(min=0, help="Review samples per label in the report.", metavar="N")
    ] = 12,
    review_originals: Annotated[
        bool,
        typer.Option("--review-originals", help="Keep the original values in the review samples."),
    ] = False,
    ray_address: Annotated[
        str | None,
        typer.Option(
            help="Address of a running Ray cluster; by default Ray is started here.",
            metavar="HOST:PORT",
        ),
    ] = None,
    num_gpus: Annotated[float, typer.Option(min=0, help="GPUs per Ray worker.", metavar="N")] = 0.0,
    least_workers: Annotated[
        int, typer.Option(min=1, help="Minimum number of Ray workers.", metavar="N")
    ] = 1,
    quiet: Quiet = False,
) -> None:
    """Redact a data set shard by shard; an unfinished run is continued.

    Reads parquet, JSON Lines, Arrow and folders of code, and writes the same shards with the same
    rows in the same order. A shard that fails is not written, and is listed in
    `TARGET/_pii/rejects.jsonl`.
    """
    require("pii batch", DATA)
    if engine == "ray":
        require("--engine ray", RAY)
    from pii.datasets.run import run

    asked = Job(
        source,
        target,
        detector,
        # A data set is untrusted: a line of it must not allow itself.
        replace(policy_of(policy_file_of(policy), None, threshold), inline_allow=False),
        Columns(text_column, language_column, tuple(repository_column or ())),
        format,
        read_opt_out(opt_out) if opt_out else OptOut(),
        **_added(add or []),
        on_error=on_error,
        review=Review(review, review_originals),
    )
    chosen = _engine(engine, workers or cores(), ray_address, num_gpus, least_workers)
    outcome = run(asked, chosen, quiet=quiet)
    if not (quiet and outcome.whole):
        _say_outcome(outcome, target)
    if not outcome.whole:
        raise typer.Exit(1)


def look_up_owner(
    source: Source,
    owner: Annotated[str, typer.Argument(help="An owner, or `owner/repository`.", metavar="OWNER")],
    repository_column: RepositoryColumns = None,
    index: Annotated[
        Path | None,
        typer.Option(help="The index file; by default in `~/.cache/pii/lookup`.", metavar="FILE"),
    ] = None,
) -> None:
    """List the repositories of an owner that a data set holds.

    A line each: repository and number of rows, with a tab between them. The index is built once
    and updated when a shard changes.
    """
    require("pii lookup", DATA)
    from pii.datasets.lookup import lookup
    from pii.datasets.storage import Storage

    held = lookup(Storage(source), owner, tuple(repository_column or ()), index, say)
    for holding in held:
        typer.echo(f"{holding.repository}\t{holding.rows}")
    rows = sum(holding.rows for holding in held)
    say(f"{counted(len(held), 'repository', 'repositories')}, {counted(rows, 'row')}")


def audit_target(
    target: Annotated[
        str,
        typer.Argument(help="The output of `pii batch`, or any data set.", metavar="TARGET"),
    ],
    detector: Detector = "auto",
    workers: Workers = None,
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="Minimum score.", metavar="0..1")
    ] = 0.3,
    fail_on_find: Annotated[
        bool, typer.Option("--fail-on-find", help="Exit 1 if anything is found.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Re-scan a data set at a lower threshold.

    Prints the number of entities left by label, and lists places in `TARGET/_pii/audit.json`.
    """
    require("pii audit", DATA)
    from pii.datasets.audit import audit
    from pii.datasets.storage import Storage
    from pii.redaction.policy import Policy

    policy = Policy(threshold=threshold, inline_allow=False)
    found = audit(Storage(target), detector, policy, workers=workers or cores(), quiet=quiet)
    _print_audit(found, target, quiet=quiet)
    if found.failures or (fail_on_find and found.labels):
        raise typer.Exit(1)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


def _added(names: list[str]) -> dict[str, bool]:
    """Return the settings for columns to add.

    Raises:
        typer.BadParameter: for an unknown name.
    """
    for name in names:
        if name not in _ADDED:
            raise typer.BadParameter(f"--add {name!r}: choose one of {', '.join(_ADDED)}")
    return {f"add_{name}": name in names for name in _ADDED}


def _engine(name: str, workers: int, address: str | None, gpus: float, least: int) -> "Engine":
    """Return an engine by name.

    Raises:
        typer.BadParameter: for an unknown name.
    """
    if name == "ray":
        from pii.datasets.engines.ray import Cluster, on_a_cluster

        if least > workers:
            raise typer.BadParameter(f"--least-workers {least} is more than --workers {workers}")
        return on_a_cluster(Cluster(address, least, workers, gpus))
    if name != "local":
        raise typer.BadParameter(f"--engine {name!r}: choose local or ray")
    from pii.datasets.run import on_this_machine

    return on_this_machine(workers)


def _say_outcome(outcome: "RunResult", target: str) -> None:
    total = outcome.total
    say(
        f"{counted(len(outcome.done), 'shard')} done ({outcome.before:,} of them before), "
        f"{counted(total.written, 'row')}, {total.changed:,} changed, "
        f"{counted(total.entities, 'entity', 'entities')} hidden, "
        f"{size_of(total.text_bytes)} of text, {outcome.seconds:.1f} s"
    )
    if total.opted_out:
        say(f"{counted(total.opted_out, 'row')} left out: opted out")
    dropped = sum(len(tally.dropped) for tally in outcome.done.values())
    if dropped:
        say(f"{counted(dropped, 'row')} dropped: not redactable; see {target}/_pii/rejects.jsonl")
    failed = counted(len(outcome.failures), "shard")
    if outcome.unnoted:
        for failure in outcome.failures[:_MOST_NAMED]:
            say(f"{failure.shard}: {failure.error}")
        say(
            f"{target}/_pii/rejects.jsonl and the report could not be written: {outcome.unnoted}; "
            f"{failed} failed, {outcome.left:,} not tried; make room and run the same command again"
        )
        return
    if not outcome.whole:
        say(
            f"{failed} failed, {outcome.left:,} not tried; see {target}/_pii/rejects.jsonl, "
            "fix the cause and run the same command again"
        )
    say(f"report: {target}/_pii/report.html")


def _print_audit(found: "Audit", target: str, *, quiet: bool) -> None:
    for label, count in found.labels.most_common():
        typer.echo(f"{label}\t{count}")
    if not quiet:
        left = counted(sum(found.labels.values()), "entity", "entities")
        say(
            f"{left} left in {counted(found.rows, 'row')}, {size_of(found.text_bytes)}; "
            f"{len(found.places):,} listed in {target}/_pii/audit.json"
        )
    for failure in found.failures:
        say(f"not read: {failure.shard} {failure.row}: {failure.error}")
