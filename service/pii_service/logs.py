"""Log lines: one JSON object each, on standard error, without a letter of what was sent.

An exception's message may quote its cause (a parser's does), so that only its type and the
places it came through are written, unless it is one of our own.
"""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from pii.errors import PiiError

LOG = logging.getLogger("pii.service")
_OUR_LOGGERS = ("pii.service", "uvicorn.error")
FIELDS = "fields"


def write_log(event: str, level: int = logging.INFO, **fields: str | float | None) -> None:
    """Write one line: what happened, and named facts about it."""
    if LOG.isEnabledFor(level):
        LOG.log(level, event, extra={FIELDS: fields})


def places_of(error: BaseException) -> list[str]:
    """Return an error's type and the places it came through, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return [type(error).__qualname__, *places]


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": _event_of(record),
        }
        fields = getattr(record, FIELDS, None)
        if isinstance(fields, dict):
            line |= {name: value for name, value in fields.items() if value is not None}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = places_of(record.exc_info[1])
        return json.dumps(line, default=str)


def _event_of(record: logging.LogRecord) -> str:
    """Return a record's message, if it is from a logger whose messages quote nothing."""
    if record.name not in _OUR_LOGGERS:
        return f"message withheld, from {record.name}:{record.lineno}"
    if "Traceback" in record.getMessage():
        return "failed to start"
    return record.getMessage()


def set_up_logs() -> None:
    """Send every logger of this process, warnings and stray exceptions through `JsonLines`."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[lines], force=True)
    for name in _OUR_LOGGERS:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_stray
    threading.excepthook = lambda stray: _log_stray(
        stray.exc_type, stray.exc_value, stray.exc_traceback
    )


def _log_stray(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """Log an exception that nobody caught."""
    detail = str(error) if isinstance(error, PiiError) else None
    error = (error or kind()).with_traceback(trace)
    write_log("exception", logging.ERROR, detail=detail, where=" < ".join(places_of(error)))
