"""For whoever runs the service: `/health/live`, `/health/ready` and `/metrics`."""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from pii_service.dependencies import ServiceDep
from pii_service.errors import Reason, Refusal
from pii_service.guards import OpenRoute
from pii_service.problems import problem_responses
from pii_service.responses import StatusBody

router = APIRouter(
    route_class=OpenRoute, tags=["operations"], responses=problem_responses(Reason.WRONG_HOST)
)


@router.get("/health/live")
async def say_alive() -> StatusBody:
    """Say that the process runs. If this fails, restart it."""
    return StatusBody(status="live")


@router.get("/health/ready", responses=problem_responses(Reason.UNREADY))
async def say_ready(service: ServiceDep) -> StatusBody:
    """Say whether to send requests here: once the detector is loaded, until the end begins.

    While the queue has been full for longer than an answer may take, it says no, too.
    """
    if why := service.why_unready:
        raise Refusal(Reason.UNREADY, f"the service is {why}")
    return StatusBody(status="ready")


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **problem_responses(Reason.UNAUTHORIZED)},
)
async def show_metrics(request: Request, service: ServiceDep) -> Response:
    """Return counts and times in Prometheus' text format, for all processes together."""
    if not service.settings.metrics_open:
        await service.door.client_of(request)
    return Response(service.metrics.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)
