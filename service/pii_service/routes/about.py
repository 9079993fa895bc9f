"""What can be found here, and by what: `/v1/labels` and `/v1/model`."""

from importlib.metadata import version

from fastapi import APIRouter

from pii.labels import Label
from pii_service.dependencies import ServiceDep
from pii_service.errors import Reason
from pii_service.guards import GuardedRoute
from pii_service.problems import problem_responses
from pii_service.responses import LabelBody, ModelBody

router = APIRouter(
    prefix="/v1",
    route_class=GuardedRoute,
    tags=["about"],
    responses=problem_responses(Reason.UNAUTHORIZED, Reason.RATE),
)

DESCRIPTIONS = {
    Label.EMAIL: "A mail address that may reach somebody.",
    Label.NAME: "A person's name.",
    Label.USERNAME: "The name by which a person is known to a system.",
    Label.KEY: "An API key, token or private key.",
    Label.PASSWORD: "A password or another secret that is typed.",
    Label.IP_ADDRESS: "An IP address that leads to one host.",
}


@router.get("/labels")
async def list_labels() -> list[LabelBody]:
    """List the kinds of personal data that are looked for."""
    return [LabelBody(label=label, description=DESCRIPTIONS[label]) for label in Label]


@router.get("/model")
async def describe_model(service: ServiceDep) -> ModelBody:
    """Say which detector works here."""
    return ModelBody(
        detector=service.settings.detector, version=version("pii-in-code"), labels=list(Label)
    )
