"""`pii batch`, `pii lookup` and `pii audit`: whole data sets."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii.cli.exit_codes import exit_codes, say
from pii.cli.options import Detector, PolicyFile, Quiet, Threshold, policy_file_of, policy_of
from pii.datasets.job import Columns, Job, OnError, Review
from pii.datasets.opt_out import OptOut, read_opt_out
from pii.datasets.plan import Format

if TYPE_CHECKING:
    from pii.datasets.audit import Audit
    from pii.datasets.result import RunResult
    from pii.datasets.run import Engine

_ADDED = ("entities", "count")
# Of what failed, so many are named where no file could hold all of them.
_MOST_NAMED = 20
Source = Annotated[
    str, typer.Argument(help="A file, a folder or an address such as s3://bucket/data.")
]
TextColumn = Annotated[
    str | None,
    typer.Option(help="The column to redact; else content, text or code.", metavar="NAME"),
]
RepositoryColumns = Annotated[
    list[str] | None,
    typer.Option(
        "--repository-column", help="Names a row's repository; may be repeated.", metavar="NAME"
    ),
]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes; by default one a core.", metavar="N")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("batch")(redact_data_set)
    app.command("lookup")(look_up_owner)
    app.command("audit")(audit_target)


def redact_data_set(
    source: Source,
    target: Annotated[str, typer.Argument(help="An empty folder or address, or a run's own.")],
    detector: Detector = "auto",
    workers: Workers = None,
    engine: Annotated[str, typer.Option(help="local, or ray.", metavar="NAME")] = "local",
    policy: PolicyFile = None,
    threshold: Threshold = None,
    text_column: TextColumn = None,
    language_column: Annotated[
        str | None, typer.Option(help="Names a row's language.", metavar="NAME")
    ] = None,
    repository_column: RepositoryColumns = None,
    format: Annotated[
        Format | None, typer.Option("--format", help="Take the source for this.")
    ] = None,
    opt_out: Annotated[
        Path | None,
        typer.Option(help="Owners and repositories to leave out, one a line.", metavar="FILE"),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(help="A column to add: entities or count; may be repeated.", metavar="NAME"),
    ] = None,
    on_error: Annotated[
        OnError, typer.Option(help="What a row that cannot be redacted costs.")
    ] = OnError.FAIL_SHARD,
    review: Annotated[
        int, typer.Option(min=0, help="Places of each label in the report.", metavar="N")
    ] = 12,
    review_originals: Annotated[
        bool, typer.Option("--review-originals", help="Keep what was hidden there, too.")
    ] = False,
    ray_address: Annotated[
        str | None, typer.Option(help="A running cluster; else Ray starts here.", metavar="HOST")
    ] = None,
    num_gpus: Annotated[
        float, typer.Option(min=0, help="GPUs for each Ray worker.", metavar="N")
    ] = 0.0,
    least_workers: Annotated[
        int, typer.Option(min=1, help="Ray workers that always run.", metavar="N")
    ] = 1,
    quiet: Quiet = False,
) -> None:
    """Redact a data set shard by shard; a run that was cut short goes on where it stopped."""
    with exit_codes():
        from pii.datasets.run import run

        asked = Job(
            source,
            target,
            detector,
            # A data set comes from strangers: a line of it must not allow itself.
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
        _say_outcome(outcome, target)
    if not outcome.whole:
        raise typer.Exit(1)


def look_up_owner(
    source: Source,
    owner: Annotated[str, typer.Argument(help="An owner, or owner/repository.")],
    repository_column: RepositoryColumns = None,
    index: Annotated[
        Path | None, typer.Option(help="Where the index lies; else in the cache.", metavar="FILE")
    ] = None,
) -> None:
    """Tell which repositories of somebody a data set holds, and in how many rows."""
    with exit_codes():
        from pii.datasets.lookup import lookup
        from pii.datasets.storage import Storage

        held = lookup(Storage(source), owner, tuple(repository_column or ()), index, say)
        for holding in held:
            typer.echo(f"{holding.repository}\t{holding.rows}")
        say(f"{len(held)} repositories, {sum(holding.rows for holding in held):,} rows")


def audit_target(
    target: Annotated[str, typer.Argument(help="What `pii batch` wrote, or any data set.")],
    detector: Detector = "auto",
    workers: Workers = None,
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="The least score that is told.", metavar="0..1")
    ] = 0.3,
    fail_on_find: Annotated[
        bool, typer.Option("--fail-on-find", help="Exit 1 if anything is left.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Scan the output again, more carefully than it was made, and tell what is left."""
    with exit_codes():
        from pii.datasets.audit import audit
        from pii.datasets.storage import Storage
        from pii.redaction.policy import Policy

        policy = Policy(threshold=threshold, inline_allow=False)
        found = audit(Storage(target), detector, policy, workers=workers or cores(), quiet=quiet)
        _print_audit(found)
    if found.failures or (fail_on_find and found.labels):
        raise typer.Exit(1)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


def _added(names: list[str]) -> dict[str, bool]:
    """Return the settings for columns to add.

    Raises:
        typer.BadParameter: for a name that is none.
    """
    for name in names:
        if name not in _ADDED:
            raise typer.BadParameter(f"--add {name!r}: choose one of {', '.join(_ADDED)}")
    return {f"add_{name}": name in names for name in _ADDED}


def _engine(name: str, workers: int, address: str | None, gpus: float, least: int) -> "Engine":
    """Return an engine by name.

    Raises:
        typer.BadParameter: for a name that is none.
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
    size = total.text_bytes / 1e6
    say(
        f"{len(outcome.done):,} shards done ({outcome.before:,} of them before), "
        f"{total.written:,} rows, {total.changed:,} changed, {total.entities:,} entities hidden, "
        f"{size:,.1f} MB of text, {outcome.seconds:.1f} s"
    )
    if total.opted_out:
        say(f"{total.opted_out:,} rows left out: opted out")
    dropped = sum(len(tally.dropped) for tally in outcome.done.values())
    if dropped:
        say(f"{dropped:,} rows dropped: not redactable; see {target}/_pii/rejects.jsonl")
    if outcome.unnoted:
        for failure in outcome.failures[:_MOST_NAMED]:
            say(f"{failure.shard}: {failure.error}")
        say(
            f"{target}/_pii/rejects.jsonl and the report could not be written: {outcome.unnoted}; "
            f"{len(outcome.failures):,} shards failed, {outcome.left:,} not tried; make room and "
            "run the same command again"
        )
        return
    if not outcome.whole:
        say(
            f"{len(outcome.failures):,} shards failed, {outcome.left:,} not tried; see "
            f"{target}/_pii/rejects.jsonl, mend, and run the same command again"
        )
    say(f"report: {target}/_pii/report.html")


def _print_audit(found: "Audit") -> None:
    for label, count in found.labels.most_common():
        typer.echo(f"{label}\t{count}")
    say(
        f"{sum(found.labels.values()):,} places left in {found.rows:,} rows, "
        f"{found.text_bytes / 1e6:,.1f} MB; they stand in _pii/audit.json"
    )
    for failure in found.failures:
        say(f"not read: {failure.shard} {failure.row}: {failure.error}")
