"""The command `pii`: which commands there are.

Data goes to standard output, everything else to standard error; exit codes: `pii.cli.exit_codes`.
"""

from pii.cli.program import Command, new_program

COMMANDS = {
    "Scan and redact": (
        Command("detect", "Find personal data: what `pii redact` would hide.", "pii.cli.detect"),
        Command("redact", "Write files without their personal data.", "pii.cli.redact"),
    ),
    "Data sets": (
        Command(
            "batch",
            "Redact a data set shard by shard; an unfinished run is continued.",
            "pii.cli.batch",
        ),
        Command("audit", "Re-scan a data set at a lower threshold.", "pii.cli.batch"),
        Command(
            "lookup", "List the repositories of an owner that a data set holds.", "pii.cli.batch"
        ),
    ),
    "Train a model": (
        Command("corpus", "Collect code to train on, without duplicates.", "pii.cli.corpus"),
        Command("tokenizer", "Train a tokenizer on a corpus.", "pii.cli.tokenizer"),
        Command("plans", "List and copy the packaged training plans.", "pii.cli.plans"),
        Command(
            "features", "Encode samples or a corpus as windows of tokens.", "pii.cli.tokenizer"
        ),
        Command("pretrain", "Pre-train a network on code, without labels.", "pii.cli.pretrain"),
        Command("synthesize", "Make samples: real code with invented values.", "pii.cli.corpus"),
        Command(
            "pseudo-label", "Make samples from a detector's confident claims.", "pii.cli.corpus"
        ),
        Command("train", "Fine-tune a network on samples.", "pii.cli.train"),
        Command("tune", "Calibrate a model's scores and choose its thresholds.", "pii.cli.train"),
        Command("export", "Write a trained network for the CPU.", "pii.cli.export"),
        Command("card", "Write a model card.", "pii.cli.export"),
    ),
    "Inspect": (
        Command("rules", "List the detection rules, or explain one.", "pii.cli.rules"),
        Command("evaluate", "Score a detector on annotated samples.", "pii.cli.evaluate"),
    ),
}

app = new_program("pii", "Find personal data in source code and redact it.", COMMANDS)


def main() -> None:
    """Run the command line and exit."""
    app()
