"""`pii-annotate`: from code to a labelled data set.

Data goes to files and to standard output, everything else to standard error. Exit codes are those
of `pii`: `pii.cli.exit_codes`.
"""

from pii.cli.program import Command, new_program

COMMANDS = {
    "Sample": (
        Command("sample", "Draw snippets of code to annotate.", "pii_annotation.cli.samples"),
        Command("show", "Print snippets with line numbers.", "pii_annotation.cli.samples"),
    ),
    "Label Studio": (
        Command(
            "push",
            "Send snippets to a Label Studio project, with suggestions.",
            "pii_annotation.cli.label_studio",
        ),
        Command(
            "pull", "Download a Label Studio project's export.", "pii_annotation.cli.label_studio"
        ),
        Command(
            "interface",
            "Print the labelling configuration as XML.",
            "pii_annotation.cli.label_studio",
        ),
    ),
    "Compare readings": (
        Command("import", "Read another tool's annotations.", "pii_annotation.cli.readings"),
        Command("agree", "Print inter-annotator agreement.", "pii_annotation.cli.readings"),
        Command("adjudicate", "Merge several readings into one.", "pii_annotation.cli.readings"),
    ),
    "Publish and build": (
        Command(
            "standoff",
            "Write annotations without the annotated text.",
            "pii_annotation.cli.gold",
        ),
        Command(
            "materialise",
            "Rebuild the texts of stand-off annotations from git.",
            "pii_annotation.cli.gold",
        ),
        Command(
            "build",
            "Build a data set with train, validation and test splits.",
            "pii_annotation.cli.gold",
        ),
        Command("datasheet", "Update the figures in a data sheet.", "pii_annotation.cli.gold"),
    ),
}

app = new_program(
    "pii-annotate",
    "Sample code, annotate the personal data in it, and build a data set.",
    COMMANDS,
)


def main() -> None:
    """Run the command line and exit."""
    app()
