"""`pii detect`: find personal data and print where it is."""

from contextlib import closing
from typing import Annotated

import typer

from pii.cli import options
from pii.cli.exit_codes import exit_codes
from pii.cli.output import Format, lines_of, print_data
from pii.cli.program import examples
from pii.cli.progress import Summary
from pii.cli.session import ScanSession, tell_failure
from pii.files.reading import MOST_BYTES, STDIN
from pii.scan.process import FileResult, FileTask, ScanOptions


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "detect",
        epilog=examples(
            "pii detect                                   # the current folder",
            "pii detect --fail-on-find src/               # for hooks and CI",
            "pii detect --format sarif . > pii.sarif      # for code forges and editors",
        ),
    )(detect_files)


def detect_files(
    paths: options.PathsOrHere = None,
    detector: options.Detector = "auto",
    label: options.Labels = None,
    threshold: options.Threshold = None,
    policy: options.PolicyFile = None,
    form: Annotated[Format, typer.Option("--format", help="Output format.")] = Format.TEXT,
    show_values: Annotated[
        bool, typer.Option("--show-values", help="Print the values as well; they are secrets.")
    ] = False,
    report: options.ReportFile = None,
    report_no_originals: options.NoOriginals = False,
    fail_on_find: options.FailOnFind = False,
    jobs: options.Jobs = None,
    exclude: options.Exclude = None,
    no_gitignore: options.NoGitignore = False,
    max_bytes: options.MaxBytes = MOST_BYTES,
    stdin_name: options.StdinName = STDIN,
    quiet: options.Quiet = False,
) -> None:
    """Find personal data: what `pii redact` would hide.

    Prints a line for each entity: `path:line:column LABEL score rule`; `pii rules RULE` explains
    the last. Values are not printed unless `--show-values` is set.
    """
    with exit_codes():
        policy_file = options.policy_file_of(policy)
        scan = ScanOptions(
            detector=detector,
            policy=options.policy_of(policy_file, label, threshold),
            lists=True,
            shows_values=show_values and form is not Format.SARIF,
            fingerprints=form is Format.SARIF,
            most_bytes=max_bytes,
            stdin_name=stdin_name,
        )
        walk = options.walk_of(exclude, no_gitignore=no_gitignore, avoid=options.real_paths(report))
        listing = walk.files(paths or ["."])
        tasks = [FileTask(found.path, found.size, named=found.named) for found in listing.files]
        work = ScanSession(scan, "found", report, not report_no_originals, policy_file, quiet)
        summary = Summary()
        told: list[FileResult] = []
        with closing(work.done(listing, tasks, jobs, summary)) as outcomes:
            for outcome, screen in outcomes:
                if form is not Format.SARIF:
                    print_data(lines_of(outcome, form), screen)
                elif outcome.findings or outcome.trouble:
                    told.append(outcome)
        if form is Format.SARIF:
            from pii.reporting.sarif import sarif_of

            print_data([sarif_of(told), "\n"])
        tell_failure(summary, fail_on_find=fail_on_find)
        raise typer.Exit(summary.exit_code(fail_on_find=fail_on_find))
