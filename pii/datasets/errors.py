"""Why a batch run cannot start or continue; the whole tree of errors is in `pii.errors`."""

from pii.errors import PiiError


class BatchError(PiiError):
    """A batch run cannot start or continue."""


class NoShards(BatchError):
    """A source holds no data."""


class BadTarget(BatchError):
    """A target cannot be written as a copy of its source."""


class TargetInUse(BatchError):
    """Another run is writing the target."""


class OtherRun(BatchError):
    """A target was begun with other settings, another model or another source."""


class UnsuitableColumn(BatchError):
    """A column is missing, or holds something other than text."""


class BrokenRow(BatchError):
    """A row breaks its format; the message never quotes it."""


class RowFailed(BatchError):
    """One row could not be redacted, so its shard is not written.

    Attributes:
        row: the row's place in its shard, from 0, or the path of a file.
        error: the name of what went wrong.
    """

    def __init__(self, row: str, error: str) -> None:
        super().__init__(f"row {row} could not be redacted: {error}")
        self.row = row
        self.error = error

    def __reduce__(self) -> tuple[type["RowFailed"], tuple[str, str]]:
        """Travel between processes with both parts."""
        return type(self), (self.row, self.error)


def name_of(error: BaseException) -> str:
    """Return what may be said of an error without quoting a text: its class and its errno.

    >>> name_of(OSError(28, "No space left on device"))
    'OSError ENOSPC'
    """
    import errno

    name = type(error).__name__
    number = error.errno if isinstance(error, OSError) else None
    code = errno.errorcode.get(number) if number is not None else None
    return f"{name} {code}" if code else name
