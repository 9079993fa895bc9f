"""Small git repositories for tests, made on the spot."""

import os
import subprocess
from pathlib import Path


def make_repository(folder: Path, files: dict[str, bytes]) -> str:
    """Commit files to a new repository and return the commit's hash."""
    folder.mkdir(parents=True)
    run(folder, "init", "--quiet")
    return commit(folder, files)


def commit(folder: Path, files: dict[str, bytes]) -> str:
    """Commit files on top of what is there and return the commit's hash."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    run(folder, "add", "--all", "--force")
    run(folder, "commit", "--quiet", "--message", "x")
    return run(folder, "rev-parse", "HEAD").strip()


def run(folder: Path, *arguments: str) -> str:
    """Run git in a folder, untouched by the settings of whoever runs the tests."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ann",
        "GIT_AUTHOR_EMAIL": "ann@example.org",
        "GIT_COMMITTER_NAME": "Ann",
        "GIT_COMMITTER_EMAIL": "ann@example.org",
        "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z",
        "GIT_COMMITTER_DATE": "2020-01-01T00:00:00Z",
    }
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, check=True
    )
    return done.stdout.decode()
