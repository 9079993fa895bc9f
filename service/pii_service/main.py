"""`pii-serve`: settings from flags and environment, then one or several server processes."""

import logging
import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
import uvicorn
from pydantic import ValidationError
from uvicorn.config import STARTUP_FAILURE

from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.errors import PiiError
from pii_service.descriptors import within_descriptors
from pii_service.logs import set_up_logs, write_log
from pii_service.settings import Settings
from pii_service.transport import MOST_HEADER_BYTES
from pii_service.workers import PatientServer, Workers

_MULTIPROCESS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

# Locals hold texts, so that a traceback never shows them.
cli = typer.Typer(pretty_exceptions_show_locals=False, add_completion=False)


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")] = None,
    detector: Annotated[
        str | None, typer.Option(help="auto, rules, small, base or a model folder.")
    ] = None,
    workers: Annotated[int | None, typer.Option(help="Server processes.")] = None,
    anybody: Annotated[
        bool, typer.Option("--open", help="Serve other hosts without API keys.")
    ] = False,
) -> None:
    """Serve redaction over HTTP. Everything else is set by PII_… in the environment."""
    flags = {"host": host, "port": port, "detector": detector, "workers": workers}
    given = {name: value for name, value in flags.items() if value is not None}
    if anybody:
        given["open"] = True
    run(_settings(given))


def main() -> None:
    """Run `pii-serve`."""
    cli()


def _settings(given: dict[str, str | int | bool]) -> Settings:
    """Return the settings, or end with a line for each that is wrong."""
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        for fault in error.errors(include_input=False):
            name = ".".join(map(str, fault["loc"])).upper()
            typer.echo(f"PII_{name}: {fault['msg']}" if name else fault["msg"], err=True)
        raise typer.Exit(1) from None


def run(settings: Settings, load: Callable[[str], Detector] = load_detector) -> None:
    """Listen, and serve until a signal ends it.

    Args:
        settings: see `Settings`.
        load: makes the detector; with several workers it must be a module's own function.

    Raises:
        SystemExit: with status 1, if the service could not start.
    """
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
            if not Workers(serve, listener, settings.workers, settings.drain_seconds).run():
                raise SystemExit(1)


def _listener(settings: Settings) -> socket.socket:
    """Return a socket bound to the address that is set."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        typer.echo(f"cannot listen on {settings.host} port {settings.port}: {error}", err=True)
        raise SystemExit(1) from None


def _serve(settings: Settings, load: Callable[[str], Detector], listener: socket.socket) -> None:
    """Serve on a socket in this process."""
    # Imported late: the library that counts looks at the environment when it is imported.
    from pii_service.app import create_app

    set_up_logs()
    # The server raises the signal again once it has drained: that is then an end, not a death.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: None)
    try:
        app = create_app(settings, load)
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
        # Nothing here depends on a client's address, and whoever forwards could invent one.
        proxy_headers=False,
        timeout_keep_alive=30,
        # Long enough for whatever was accepted last to be answered.
        timeout_graceful_shutdown=int(settings.deadline_seconds + settings.body_seconds) + 1,
    )
    PatientServer(config, alone=settings.workers == 1).run(sockets=[listener])
