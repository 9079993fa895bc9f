import json
import logging
import subprocess
import sys

import pytest
from pii_service.logs import JsonLines, places_of


def line_of(name, message, *args, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.INFO, "x.py", 1, message, args, info)
    return json.loads(JsonLines().format(record))


def test_a_line_is_json_with_time_level_and_event():
    line = line_of("pii.service", "request")
    assert (line["level"], line["event"]) == ("info", "request")
    assert line["time"].endswith("+00:00")


def test_a_strangers_message_is_withheld():
    line = line_of("some.library", "cannot parse %r", "canary")
    assert line["event"] == "message withheld, from some.library:1"


def test_an_exception_shows_where_it_came_through_and_not_what_it_says():
    try:
        raise ValueError("canary")
    except ValueError as error:
        line = line_of("uvicorn.error", "Exception in ASGI application", error=error)
    assert line["error"][0] == "ValueError"
    assert "test_logs.py" in line["error"][1]
    assert "canary" not in json.dumps(line)


def test_places_tell_the_way_of_an_error():
    with pytest.raises(ZeroDivisionError) as caught:
        _ = 1 / 0
    assert places_of(caught.value)[0] == "ZeroDivisionError"


@pytest.mark.parametrize(
    "code",
    [
        "raise ValueError('canary')",
        "import threading; t = threading.Thread(target=lambda: int('canary')); t.start(); t.join()",
        "import warnings; warnings.warn('canary')",
        "import logging; logging.getLogger('x').error('canary')",
    ],
    ids=["exception", "thread", "warning", "library"],
)
def test_what_nobody_caught_is_logged_without_its_words(code):
    done = subprocess.run(
        [sys.executable, "-c", f"from pii_service.logs import set_up_logs; set_up_logs()\n{code}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "canary" not in done.stderr + done.stdout
    assert json.loads(done.stderr.splitlines()[0])
