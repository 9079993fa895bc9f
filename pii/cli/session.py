"""One scan from the listing to the last exit code: what `detect` and `redact` have in common."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from pii.cli.exit_codes import say
from pii.cli.progress import Screen, Summary, tell_summary
from pii.files.walking import Listing
from pii.reporting.html.figures import MOST_FINDINGS_A_FILE, ReportData
from pii.scan.process import FileResult, FileTask, ScanOptions
from pii.scan.run import jobs_for, run


@dataclass(frozen=True, slots=True)
class ScanSession:
    """A scan with what is shown of it.

    `verb` says what happens to an entity (`found`, `hidden`); `report` is the page to write, if
    any, with or without `originals`.
    """

    options: ScanOptions
    verb: str
    report: str | None = None
    originals: bool = True
    policy_file: str | None = None
    quiet: bool = False
    sums_up: bool = True

    def done(
        self, listing: Listing, tasks: Sequence[FileTask], jobs: int | None, summary: Summary
    ) -> Generator[tuple[FileResult, Screen], None, None]:
        """Yield what becomes of each file, and the screen that data is printed beside.

        Counts go to the summary. The report is written and the summary told at the end.

        Raises:
            PiiError: if the scan cannot even begin, or the report cannot be written.
        """
        options = self.options
        if self.report is not None:
            options = replace(options, passages=MOST_FINDINGS_A_FILE)
        figures = ReportData(originals=self.originals)
        summary.ignored, summary.links = listing.ignored, listing.links
        with Screen(len(tasks), listing.size, quiet=self.quiet) as screen:
            for outcome in self._outcomes(options, listing, tasks, jobs):
                summary.add(outcome)
                figures.add(outcome)
                screen.show(outcome, summary)
                yield outcome, screen
        if self.report is not None:
            from pii.reporting.html import write_report

            write_report(self.report, figures, summary.seconds)
        if self.sums_up and not self.quiet:
            tell_summary(summary, self.verb, self.policy_file)

    @staticmethod
    def _outcomes(
        options: ScanOptions, listing: Listing, tasks: Sequence[FileTask], jobs: int | None
    ) -> Iterator[FileResult]:
        for trouble in listing.troubles:
            yield FileResult(trouble.path, trouble=trouble.reason)
        yield from run(options, tasks, jobs_for(tasks, jobs))


def tell_failure(summary: Summary, *, fail_on_find: bool) -> None:
    """Say which of the two ways to exit code 1 it was, in a line that a log shows."""
    if summary.troubled:
        say(f"{summary.troubled:,} not done, for the reasons above")
    if fail_on_find and summary.found:
        say(f"{summary.found:,} found, and --fail-on-find is set")
