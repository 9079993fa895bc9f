"""The application: parts, routes and their order, made by a function and never at import."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.errors import PiiError
from pii_service.dependencies import Service
from pii_service.draining import drain_on_sigterm
from pii_service.label_studio import routes as backend
from pii_service.logs import write_log
from pii_service.micro_batching import MicroBatcher
from pii_service.middleware import Observed
from pii_service.openapi import describe
from pii_service.origins import OwnOrigin
from pii_service.problems import install_problems
from pii_service.queue import QueueLimits
from pii_service.routes import about, archives, docs, files, operations, page, streams, texts
from pii_service.settings import Settings
from pii_service.transport import CONNECTIONS, close_overdue_connections

# Has a candidate for every label, so that whatever loads late is loaded before the first request.
_WARM_UP = "# Author: A. B.\npassword = 'x'\nhost = '192.0.2.1'  # mail: ann@example.org\n" * 20


def create_app(settings: Settings, load: Callable[[str], Detector] = load_detector) -> FastAPI:
    """Return an application that serves with these settings.

    Args:
        settings: see `Settings`.
        load: makes the detector from its name, when the application starts.
    """
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[Mapping[str, object]]:
        detector = await asyncio.to_thread(_load_warm, settings.detector, load)
        batcher = service.batcher = MicroBatcher(
            detector,
            QueueLimits(
                batch_tokens=settings.batch_tokens,
                batch_wait=settings.batch_wait_ms / 1000,
                requests=settings.max_queue_requests,
                characters=settings.max_queue_characters,
            ),
            service.metrics,
            settings.threads,
        )
        drain_on_sigterm(service)
        watch = asyncio.create_task(close_overdue_connections(service.connections))
        yield {CONNECTIONS: service.connections}
        watch.cancel()
        await batcher.close()
        service.metrics.close()

    app = FastAPI(
        title="Personal data in code",
        version=version("pii-in-code"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        # It would lead to whatever host the client named.
        redirect_slashes=False,
        # Its records of failed validations hold what was sent.
        telemetry={"logs": False, "tracing": False, "metrics": False},
    )
    app.state.service = service
    for routes in (texts, files, archives, streams, about, operations, backend, page):
        app.include_router(routes.router)
    if settings.docs:
        app.include_router(docs.router)
    install_problems(app)
    describe(app)
    app.add_middleware(OwnOrigin, settings=settings)
    app.add_middleware(Observed, service=service)
    return app


def _load_warm(name: str, load: Callable[[str], Detector]) -> Detector:
    try:
        detector = load(name)
    except PiiError as error:
        write_log("cannot start", logging.ERROR, detail=str(error))
        raise
    detector.detect([Document("warm-up", _WARM_UP, language="Python")])
    return detector
