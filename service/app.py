"""The application: parts, routes and their order, made by a function and never at import."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from pii.detector import Detector
from pii.detectors import load_detector
from pii.documents import Document
from pii.errors import PiiError
from service import backend
from service.batches import QueueLimits
from service.batching import MicroBatcher
from service.draining import drain_on_sigterm
from service.logs import write_log
from service.observing import Observed
from service.openapi import describe
from service.problems import install_problems
from service.routes import about, archives, docs, files, operations, page, streams, texts
from service.settings import Settings
from service.state import Service

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
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
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
        yield
        await asyncio.to_thread(batcher.close)
        service.metrics.close()

    app = FastAPI(
        title="Personal data in code",
        version=version("pii-in-code"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
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
