"""A picture of a data set: entities by label, and snippets by language and split."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pii.extras import CHARTS, require
from pii_annotation.dataset import Example
from pii_annotation.entities import Flag, MarkedLabel
from pii_annotation.splits import Split

_MOST_LANGUAGES = 40


def plot(examples: Sequence[Example], target: Path) -> None:
    """Write two bar charts side by side as a PNG.

    Raises:
        MissingExtra: if `matplotlib` is not installed.
    """
    require("plotting a data set", CHARTS)
    from matplotlib.figure import Figure

    # A figure by itself: pyplot would keep global state and look for a screen.
    figure = Figure(figsize=(12, 9), layout="constrained")
    labels, languages = figure.subplots(1, 2)
    counts = Counter((e.label, e.flag) for example in examples for e in example.entities)
    left = [0] * len(MarkedLabel)
    for flag in Flag:
        values = [counts[label, flag] for label in MarkedLabel]
        labels.barh(list(MarkedLabel), values, left=left, label=str(flag))
        left = [before + value for before, value in zip(left, values, strict=True)]
    labels.set_title("entities by label and flag")
    names = [name for name, _ in Counter(one.language for one in examples).most_common()]
    shown = names[:_MOST_LANGUAGES]
    by_split = Counter((one.language, one.split) for one in examples)
    left = [0] * len(shown)
    for split in Split:
        values = [by_split[name, split] for name in shown]
        languages.barh([name or "(unknown)" for name in shown], values, left=left, label=str(split))
        left = [before + value for before, value in zip(left, values, strict=True)]
    languages.set_title("snippets by language and split")
    for axes in (labels, languages):
        axes.invert_yaxis()
        axes.legend()
    figure.savefig(target)
