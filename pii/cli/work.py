"""One errand from the listing to the last exit code: what `detect` and `redact` have in common."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from pii.cli.leaving import say
from pii.cli.showing import Screen, Summary, tell_summary
from pii.desk import Errand, Outcome, Task
from pii.report.figures import MOST_FINDINGS_A_FILE, Figures
from pii.walking import Listing
from pii.workers import jobs_for, run


@dataclass(frozen=True, slots=True)
class Work:
    """An errand with what is shown of it.

    `verb` says what happens to an entity (`found`, `hidden`); `report` is the page to write, if
    any, with or without `originals`.
    """

    errand: Errand
    verb: str
    report: str | None = None
    originals: bool = True
    policy_file: str | None = None
    quiet: bool = False
    sums_up: bool = True

    def done(
        self, listing: Listing, tasks: Sequence[Task], jobs: int | None, summary: Summary
    ) -> Generator[tuple[Outcome, Screen], None, None]:
        """Yield what becomes of each file, and the screen that data is printed beside.

        Counts go to the summary. The report is written and the summary told at the end.

        Raises:
            PiiError: if the errand cannot even begin, or the report cannot be written.
        """
        errand = self.errand
        if self.report is not None:
            errand = replace(errand, passages=MOST_FINDINGS_A_FILE)
        figures = Figures(originals=self.originals)
        summary.ignored, summary.links = listing.ignored, listing.links
        with Screen(len(tasks), listing.size, quiet=self.quiet) as screen:
            for outcome in self._outcomes(errand, listing, tasks, jobs):
                summary.add(outcome)
                figures.add(outcome)
                screen.show(outcome, summary)
                yield outcome, screen
        if self.report is not None:
            from pii.report import write_report

            write_report(self.report, figures, summary.seconds)
        if self.sums_up and not self.quiet:
            tell_summary(summary, self.verb, self.policy_file)

    @staticmethod
    def _outcomes(
        errand: Errand, listing: Listing, tasks: Sequence[Task], jobs: int | None
    ) -> Iterator[Outcome]:
        for trouble in listing.troubles:
            yield Outcome(trouble.path, trouble=trouble.reason)
        yield from run(errand, tasks, jobs_for(tasks, jobs))


def tell_failure(summary: Summary, *, fail_on_find: bool) -> None:
    """Say which of the two ways to exit code 1 it was, in a line that a log shows."""
    if summary.troubled:
        say(f"{summary.troubled:,} not done, for the reasons above")
    if fail_on_find and summary.found:
        say(f"{summary.found:,} found, and --fail-on-find is set")
