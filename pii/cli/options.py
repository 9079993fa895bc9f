"""Options that several commands have, and the policy that they make together."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pii.files.gitignore import patterns_of
from pii.files.walking import Walk
from pii.labels import Label
from pii.redaction.policy import Action, Policy
from pii.redaction.policy_file import key_from_environment, load_policy

DEFAULT_POLICY_FILE = Path("pii.toml")

Paths = Annotated[
    list[str],
    typer.Argument(help="Files and folders; `-` is standard input.", metavar="PATH"),
]
PathsOrHere = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files and folders, by default the current folder; `-` is standard input.",
        metavar="PATH",
    ),
]
Detector = Annotated[
    str,
    typer.Option(
        help="`auto` (the best that is installed), `rules`, `small` or a model folder.",
        metavar="NAME",
    ),
]
Labels = Annotated[
    list[Label] | None,
    typer.Option(
        "--label",
        case_sensitive=False,
        help=f"Only entities of this label: {', '.join(Label)}. May be repeated.",
        metavar="LABEL",
    ),
]
Threshold = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        help="Minimum score; 0.5 by default. 0.3 finds more and has more false positives.",
        metavar="0..1",
    ),
]
PolicyFile = Annotated[
    str | None,
    typer.Option(
        "--policy", help="Policy file; `pii.toml` by default, if there is one.", metavar="FILE"
    ),
]
WhatAction = Annotated[
    Action | None, typer.Option("--action", help="What replaces a value; `replace` by default.")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Processes; by default chosen by input size, at most 8.",
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        help="Leave out files that match, as in `.gitignore`. May be repeated.", metavar="GLOB"
    ),
]
NoGitignore = Annotated[
    bool, typer.Option("--no-gitignore", help="Read files that git ignores as well.")
]
MaxBytes = Annotated[int, typer.Option(min=1, help="Refuse larger files.", metavar="N")]
StdinName = Annotated[
    str,
    typer.Option(
        help="File name to assume for standard input; its language follows from it.",
        metavar="PATH",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
FailOnFind = Annotated[
    bool, typer.Option("--fail-on-find", help="Exit 1 if anything is found; for hooks and CI.")
]
ReportFile = Annotated[
    str | None,
    typer.Option("--report", help="Write an HTML report here.", metavar="FILE.html"),
]
NoOriginals = Annotated[
    bool,
    typer.Option("--report-no-originals", help="Leave the original values out of the report."),
]


def policy_file_of(file: str | None) -> str | None:
    """Return the policy file that applies: the one named, else `pii.toml` in this folder."""
    if file is None and DEFAULT_POLICY_FILE.is_file():
        return str(DEFAULT_POLICY_FILE)
    return file


def policy_of(
    file: str | None,
    labels: list[Label] | None,
    threshold: float | None,
    action: Action | None = None,
) -> Policy:
    """Return the file's policy, overridden by the command line.

    A threshold on the command line applies to every label and rule, and so does an action, except
    for labels that the file keeps; rules that the file switches off stay off.

    Raises:
        InvalidPolicy: if file and options together break a rule.
        UnreadableFile: if the file cannot be read.
    """
    policy = Policy(key=key_from_environment()) if file is None else _loaded(file)
    if threshold is not None:
        policy = replace(policy, threshold=threshold, thresholds={}, rule_thresholds={})
    if action is not None:
        kept = (label for label, what in policy.actions.items() if what is Action.KEEP)
        policy = replace(policy, action=action, actions=dict.fromkeys(kept, Action.KEEP))
    if labels:
        others = {label: Action.KEEP for label in Label if label not in labels}
        policy = replace(policy, actions={**policy.actions, **others})
    return policy


def _loaded(file: str) -> Policy:
    """Return a file's policy, the names of rules in it checked."""
    # Loaded when needed: most policies name no rule.
    from pii.rules.catalogue import SWITCHABLE

    return load_policy(file, SWITCHABLE)


def walk_of(exclude: list[str] | None, *, no_gitignore: bool, avoid: frozenset[str]) -> Walk:
    """Return how folders are walked.

    Raises:
        typer.BadParameter: for a pattern that could never match.
    """
    for pattern in exclude or []:
        if not patterns_of([pattern]):
            raise typer.BadParameter(f"--exclude {pattern!r} is not a pattern as in .gitignore")
    return Walk(not no_gitignore, tuple(exclude or ()), avoid)


def real_paths(*paths: str | None) -> frozenset[str]:
    """Return the real paths of those that are given."""
    return frozenset(os.path.realpath(path) for path in paths if path is not None)
