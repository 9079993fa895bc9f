"""Rewrite a training plan for one leg: `plan.py FROM TO DATA MINUTES START`.

Paths become absolute, counted from DATA, and START, if given and there, is where weights come from.
"""

import sys
import tomllib
from pathlib import Path


def main() -> None:
    """Write the plan."""
    source, target, data, minutes, start = sys.argv[1:6]
    plan = tomllib.loads(Path(source).read_text(encoding="utf-8"))
    folder = Path(data)
    plan["data"]["tokenizer"] = str(folder / plan["data"]["tokenizer"])
    plan["data"]["tokens"] = [str(folder / path) for path in plan["data"]["tokens"]]
    if "validation" in plan["data"]:
        plan["data"]["validation"] = str(folder / plan["data"]["validation"])
    plan["data"].pop("start", None)
    if start:
        plan["data"]["start"] = start
    plan["run"]["minutes"] = float(minutes)
    lines = []
    for section, values in plan.items():
        lines.append(f"[{section}]")
        # What these plans hold, TOML writes as Python does, but for the quotes of strings.
        lines += [
            f"{name} = {repr(value).replace(chr(39), chr(34))}" for name, value in values.items()
        ]
    Path(target).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
