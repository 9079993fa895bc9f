"""`pii-serve`: settings from flags and environment, then one or several server processes.

What needs optional packages is imported where it is used, so that help works and a missing
package is named without them.
"""

import logging
import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from pii.cli.exit_codes import exit_codes, say
from pii.cli.program import examples, new_app
from pii.errors import PiiError
from pii.extras import SERVICE, require

if TYPE_CHECKING:
    from pii.detection.protocol import Detector
    from pii_service.settings import Settings

_PROGRAM = "pii-serve"
_MULTIPROCESS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

cli = new_app()


@cli.command(
    epilog=examples(
        "pii-serve",
        "pii-serve --port 9000 --workers 4",
        "PII_API_KEYS_FILE=keys.txt pii-serve --host 0.0.0.0",
    )
)
def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; 127.0.0.1 by default.", metavar="HOST")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            help="Port to listen on; 8000 by default, 0 for any free port.", metavar="PORT"
        ),
    ] = None,
    detector: Annotated[
        str | None,
        typer.Option(help="`auto`, `rules`, `small` or a model folder.", metavar="NAME"),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Server processes; 1 by default.", metavar="N")
    ] = None,
    anybody: Annotated[
        bool, typer.Option("--open", help="Serve other hosts without API keys.")
    ] = False,
) -> None:
    """Serve detection and redaction over HTTP.

    All other settings are environment variables, `PII_...`: see docs/service.md. With the
    defaults the service answers this machine only; open http://127.0.0.1:8000/ for its page.
    """
    with exit_codes(_PROGRAM):
        require(_PROGRAM, SERVICE)
        flags = {"host": host, "port": port, "detector": detector, "workers": workers}
        given = {name: value for name, value in flags.items() if value is not None}
        if anybody:
            given["open"] = True
        run(_settings(given))


def main() -> None:
    """Run `pii-serve`."""
    cli()


def _settings(given: dict[str, str | int | bool]) -> "Settings":
    """Return the settings, or exit with a line for each that is wrong."""
    from pydantic import ValidationError

    from pii_service.settings import Settings

    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        for fault in error.errors(include_input=False):
            name = ".".join(map(str, fault["loc"])).upper()
            rule = fault["msg"].removeprefix("Value error, ")
            say(f"PII_{name}: {rule}" if name else rule, _PROGRAM)
        raise typer.Exit(1) from None


def run(settings: "Settings", load: "Callable[[str], Detector] | None" = None) -> None:
    """Listen, and serve until a signal ends it.

    Args:
        settings: see `Settings`.
        load: makes the detector, `load_detector` by default; with several workers it must be a
            module's own function.

    Raises:
        SystemExit: with status 1, if the service could not start.
    """
    from pii_service.descriptors import within_descriptors
    from pii_service.logs import set_up_logs, write_log
    from pii_service.workers import Workers

    set_up_logs()
    settings = within_descriptors(settings)
    serve = partial(_serve, settings, load)
    with _listener(settings) as listener:
        host, port = listener.getsockname()[:2]
        write_log("starting", host=host, port=port, workers=settings.workers)
        if settings.workers == 1:
            serve(listener)
            return
        with TemporaryDirectory(prefix="pii-metrics-") as folder:
            os.environ.setdefault(_MULTIPROCESS_FOLDER, folder)
            workers = Workers(
                serve,
                listener,
                settings.workers,
                settings.drain_seconds,
                _answer_seconds(settings),
            )
            if not workers.run():
                raise SystemExit(1)


def _answer_seconds(settings: "Settings") -> int:
    """Return how long it takes to answer whatever was accepted last."""
    return int(settings.deadline_seconds + settings.body_seconds) + 1


def _listener(settings: "Settings") -> socket.socket:
    """Return a socket bound to the address that is set."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        say(f"cannot listen on {settings.host} port {settings.port}: {error.strerror}", _PROGRAM)
        raise SystemExit(1) from None


def _serve(
    settings: "Settings", load: "Callable[[str], Detector] | None", listener: socket.socket
) -> None:
    """Serve on a socket in this process."""
    # The metrics library reads the environment when it is imported, so not before now.
    import uvicorn
    from uvicorn.config import STARTUP_FAILURE

    from pii.detection.loading import load_detector
    from pii_service.app import create_app
    from pii_service.logs import set_up_logs, write_log
    from pii_service.transport import MOST_HEADER_BYTES
    from pii_service.workers import PatientServer

    set_up_logs()
    # The server raises the signal again once it has drained; that must not kill the process.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: None)
    try:
        app = create_app(settings, load or load_detector)
    except PiiError as error:
        write_log("cannot start", logging.ERROR, detail=str(error))
        raise SystemExit(STARTUP_FAILURE) from None
    config = uvicorn.Config(
        app,
        http="pii_service.transport:ClientConnection",
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
        lifespan="on",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        # Nothing here depends on a client's address, which a proxy's header could forge.
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_answer_seconds(settings),
    )
    server = PatientServer(config, alone=settings.workers == 1)
    if settings.workers > 1:
        server.end_with_parent()
    server.run_to_the_end([listener])
