"""What can be found here, and by what: `/v1/labels`, `/v1/rules` and `/v1/model`."""

from importlib.metadata import version

from fastapi import APIRouter

from pii.labels import FACTS, Label
from pii.rules.catalogue import ENTRIES
from pii_service.dependencies import ServiceDep
from pii_service.errors import Reason
from pii_service.guards import GuardedRoute
from pii_service.problems import problem_responses
from pii_service.responses import LabelBody, ModelBody, RuleBody

router = APIRouter(
    prefix="/v1",
    route_class=GuardedRoute,
    tags=["about"],
    responses=problem_responses(Reason.UNAUTHORIZED, Reason.WRONG_HOST, Reason.RATE),
)


@router.get("/labels")
async def list_labels() -> list[LabelBody]:
    """List the kinds of personal data that are looked for."""
    return [LabelBody(label=label, description=FACTS[label].description) for label in Label]


@router.get("/rules")
async def list_rules() -> list[RuleBody]:
    """List the rules that an entity may name, with what each finds and leaves alone."""
    return [
        RuleBody(
            id=entry.id,
            label=entry.label,
            title=entry.title,
            finds=entry.finds,
            leaves=entry.leaves,
        )
        for entry in ENTRIES
    ]


@router.get("/model")
async def describe_model(service: ServiceDep) -> ModelBody:
    """Say which detector works here."""
    return ModelBody(
        detector=service.settings.detector, version=version("pii-in-code"), labels=list(Label)
    )
