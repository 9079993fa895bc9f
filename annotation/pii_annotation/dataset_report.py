"""What a built data set holds, as a page to read."""

from collections.abc import Sequence

from pii_annotation.dataset import Example
from pii_annotation.tables import count_table, label_table, split_table


def report(examples: Sequence[Example]) -> str:
    """Return a Markdown page with counts by split, label, language and licence."""
    return "\n".join(
        (
            f"# Data set of {len(examples)} snippets\n",
            split_table((example.repo or example.id, example.entities) for example in examples),
            label_table(entity for example in examples for entity in example.entities),
            count_table("language", (example.language for example in examples)),
            count_table("licence", (example.licence for example in examples)),
        )
    )
