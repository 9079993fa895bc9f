"""Copy the example project, with fake keys put in its marks.

A whole key in a repository would wake secret scanners, so the files hold `@@FORGE:family:seed@@`
where a key of a family belongs; it is put together here, when the demonstration runs.
"""

import re
import shutil
import sys
from pathlib import Path

from pii.credentials.fixtures.forging import forge

MARK = re.compile(r"@@FORGE:([a-z0-9-]+):(\d+)@@")


def main() -> None:
    """Write the project into the folder that the first argument names."""
    source, target = Path(__file__).parent / "project", Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    for path in sorted(p for p in target.rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8")
        filled = MARK.sub(lambda mark: forge(mark[1], int(mark[2])), text)
        path.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main()
