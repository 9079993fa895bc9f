"""`pii redact`: write files without their personal data."""

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Annotated

import typer

from pii.cli import options
from pii.cli.exit_codes import exit_codes
from pii.cli.output import print_data
from pii.cli.program import examples
from pii.cli.progress import Summary
from pii.cli.session import ScanSession, tell_failure
from pii.files.reading import MOST_BYTES, STDIN
from pii.files.walking import Found
from pii.files.writing import Writing
from pii.scan.process import FileTask, ScanOptions

InPlace = Annotated[bool, typer.Option("--in-place", "-i", help="Overwrite the files.")]
Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", help="Write to this folder, with the same structure.", metavar="DIR"
    ),
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Print a diff instead; it shows the original values.")
]
KeepMtime = Annotated[
    bool,
    typer.Option("--keep-mtime", help="Keep the modification times of files."),
]
CopyBinaries = Annotated[bool, typer.Option("--copy-binaries", help="Copy binary files unchanged.")]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "redact",
        epilog=examples(
            "pii redact build.log > clean.log",
            "pii redact src/ --output clean/ --report report.html",
            "pii redact src/ --in-place --action surrogate   # needs a key in PII_KEY",
        ),
    )(redact_files)


def redact_files(
    paths: options.Paths,
    in_place: InPlace = False,
    output: Output = None,
    diff: Diff = False,
    action: options.WhatAction = None,
    detector: options.Detector = "auto",
    label: options.Labels = None,
    threshold: options.Threshold = None,
    policy: options.PolicyFile = None,
    report: options.ReportFile = None,
    report_no_originals: options.NoOriginals = False,
    fail_on_find: options.FailOnFind = False,
    keep_mtime: KeepMtime = False,
    copy_binaries: CopyBinaries = False,
    jobs: options.Jobs = None,
    exclude: options.Exclude = None,
    no_gitignore: options.NoGitignore = False,
    max_bytes: options.MaxBytes = MOST_BYTES,
    stdin_name: options.StdinName = STDIN,
    quiet: options.Quiet = False,
) -> None:
    """Write files without their personal data.

    One file is printed to standard output; several files or a folder need `--output`,
    `--in-place` or `--diff`. A file that cannot be redacted is not written, and is reported.
    """
    with exit_codes():
        _check_usage(paths, in_place=in_place, output=output, diff=diff)
        prints = not (in_place or output or diff)
        policy_file = options.policy_file_of(policy)
        scan = ScanOptions(
            detector=detector,
            policy=options.policy_of(policy_file, label, threshold, action),
            in_place=in_place,
            copies_binaries=copy_binaries,
            writing=Writing(keeps_mtime=keep_mtime, syncs=in_place),
            differs=diff,
            returns_data=prints,
            most_bytes=max_bytes,
            stdin_name=stdin_name,
        )
        # What the run itself writes is not its input, and the policy must not be redacted.
        avoid = options.real_paths(report, output, policy_file if in_place else None)
        listing = options.walk_of(exclude, no_gitignore=no_gitignore, avoid=avoid).files(paths)
        tasks = _tasks(listing.files, paths, output)
        sums_up = not prints or sys.stderr.isatty()
        originals = not report_no_originals
        work = ScanSession(scan, "hidden", report, originals, policy_file, quiet, sums_up)
        summary = Summary()
        with closing(work.done(listing, tasks, jobs, summary)) as outcomes:
            for outcome, screen in outcomes:
                print_data(outcome.data or outcome.difference, screen)
        tell_failure(summary, fail_on_find=fail_on_find)
        raise typer.Exit(summary.exit_code(fail_on_find=fail_on_find))


def _check_usage(paths: list[str], *, in_place: bool, output: str | None, diff: bool) -> None:
    """Refuse options that contradict each other, with the remedy.

    Raises:
        typer.BadParameter: for exit code 2.
    """
    ways = in_place + (output is not None) + diff
    if ways > 1:
        raise typer.BadParameter("--in-place, --output and --diff exclude each other; choose one")
    if STDIN in paths and (len(paths) > 1 or in_place or output is not None):
        raise typer.BadParameter(
            "`-` is read, redacted and printed; give no other path, --in-place or --output"
        )
    if not ways and (len(paths) > 1 or os.path.isdir(paths[0])):  # noqa: PTH112
        raise typer.BadParameter(
            "several files or a folder need --output DIR, --in-place or --diff; "
            "to look first, run `pii detect --report FILE.html`"
        )
    if output is not None and any(map(_is_same, paths, [output] * len(paths))):
        raise typer.BadParameter("--output is the input itself; use --in-place to overwrite files")


def _is_same(path: str, output: str) -> bool:
    """Say whether two paths are the same file or folder."""
    return os.path.realpath(path) == os.path.realpath(output)


def _tasks(files: Sequence[Found], paths: Sequence[str], output: str | None) -> list[FileTask]:
    """Return a task for each file; with an output folder, one that mirrors the input.

    The mirrored folder is the one that was named, or the one that holds all named paths.

    Raises:
        typer.BadParameter: if a file would be written over itself.
    """
    if output is None:
        return [FileTask(found.path, found.size, named=found.named) for found in files]
    named = [os.path.abspath(path) for path in paths]  # noqa: PTH100
    if len(paths) == 1 and os.path.isdir(named[0]):  # noqa: PTH112
        root = named[0]
    else:
        root = os.path.commonpath([os.path.dirname(path) for path in named])  # noqa: PTH120
    tasks = []
    for found in files:
        inside = os.path.relpath(os.path.abspath(found.path), root)  # noqa: PTH100
        tasks.append(FileTask(found.path, found.size, f"{output}/{inside}", found.named))
    if any(_is_same(task.path, task.target) for task in tasks[:1]):
        raise typer.BadParameter(
            "--output is where the files are; use --in-place to overwrite them"
        )
    return tasks
