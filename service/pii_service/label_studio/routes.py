"""Label Studio's ML backend: what its server asks of a model, under `/label-studio`.

The server connects with `/setup` and asks for predictions with `/predict`. It sends its own
access token along, so no body is kept or logged here. The API key is shown as the password of
`Basic`, which is all that the server can send.
"""

from importlib.metadata import version

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from pii.documents import Document
from pii.entities import Entity
from pii_service.dependencies import BatcherDep, ServiceDep
from pii_service.errors import Reason, Refusal
from pii_service.guards import GuardedRoute, in_time
from pii_service.label_studio.config import LabellingControl, control_of
from pii_service.problems import problem_responses
from pii_service.queue import Failure
from pii_service.request_context import client_of
from pii_service.request_options import Places, terms_of
from pii_service.requests import Options
from pii_service.responses import StatusBody
from pii_service.routes.texts import REASONS
from pii_service.settings import MOST_TEXTS, Settings
from pii_service.tallies import tally_of
from pii_service.text_limits import refusal_of_failure

router = APIRouter(
    prefix="/label-studio",
    route_class=GuardedRoute,
    tags=["label-studio"],
    responses=problem_responses(*REASONS),
)

_INTERFACE = (
    '<View><Labels name="label" toName="text"><Label value="PASSWORD"/></Labels>'
    '<Text name="text" value="$text"/></View>'
)


class Task(BaseModel):
    """One task; of its data only the text that the interface shows is looked at."""

    data: dict[str, object] = Field(examples=[{"text": "password = 'tr0ub4dor-and-3'"}])


class PredictRequest(BaseModel):
    """Tasks to predict, and the labelling interface of their project."""

    tasks: list[Task] = Field(fail_fast=True, max_length=MOST_TEXTS)
    label_config: str = Field(examples=[_INTERFACE])


class Prediction(BaseModel):
    """One task's regions. `score` is that of the least certain of them."""

    model_version: str
    score: float
    result: list[dict[str, object]]


class Predictions(BaseModel):
    """The predictions, one for each task, in their order."""

    results: list[Prediction]


class ModelVersion(BaseModel):
    """The version under which predictions are filed."""

    model_version: str


class ModelVersions(BaseModel):
    """All versions that can be had: one."""

    versions: list[str]


@router.get("/health")
async def say_healthy() -> StatusBody:
    """Say that the backend is up."""
    return StatusBody(status="UP")


@router.post("/setup")
async def set_up(service: ServiceDep) -> ModelVersion:
    """Connect a project. What is sent is not looked at."""
    return ModelVersion(model_version=_version_of(service.settings))


@router.get("/versions")
async def list_versions(service: ServiceDep) -> ModelVersions:
    """List the model's versions."""
    return ModelVersions(versions=[_version_of(service.settings)])


@router.post("/webhook")
async def ignore_event() -> StatusBody:
    """Take note of nothing: the detector does not learn here."""
    return StatusBody(status="ignored")


@router.post("/predict")
async def predict(
    body: PredictRequest, request: Request, service: ServiceDep, batcher: BatcherDep
) -> Predictions:
    """Find the personal data in tasks."""
    if len(body.tasks) > service.settings.max_texts:
        raise Refusal(Reason.TOO_LARGE, f"a request may have {service.settings.max_texts} tasks")
    control = control_of(body.label_config)
    documents = _documents(body.tasks, control, service.settings.max_text_characters)
    options, most = Options(labels=list(control.spellings)), service.settings.max_entities
    terms, places = terms_of(options, service.key, most), Places(most)

    def act(marked: Document) -> tuple[Entity, ...]:
        hidden = terms.hidden(marked)
        places.take(len(hidden))
        return hidden

    outcomes = await in_time(request, batcher.run(documents, act, client=client_of(request)))
    results: list[Prediction] = []
    for document, outcome in zip(documents, outcomes, strict=True):
        if isinstance(outcome, Failure):
            raise refusal_of_failure(outcome)
        service.metrics.count_entities(tally_of(outcome))
        results.append(_prediction(document, outcome, control, _version_of(service.settings)))
    return Predictions(results=results)


def _documents(tasks: list[Task], control: LabellingControl, longest: int) -> list[Document]:
    """Return the tasks' texts.

    Raises:
        Refusal: if a task has none, or too long a one.
    """
    documents: list[Document] = []
    for number, task in enumerate(tasks):
        text = task.data.get(control.field)
        if not isinstance(text, str):
            raise Refusal(
                Reason.INVALID, f"task {number} has no text where the interface shows one"
            )
        if len(text) > longest:
            raise Refusal(Reason.TOO_LARGE, f"task {number} is longer than {longest} characters")
        documents.append(Document(str(number), text))
    return documents


def _prediction(
    document: Document, entities: tuple[Entity, ...], control: LabellingControl, name: str
) -> Prediction:
    return Prediction(
        model_version=name,
        score=min((entity.score for entity in entities), default=1.0),
        result=[
            control.region(number, entity, document.text) for number, entity in enumerate(entities)
        ],
    )


def _version_of(settings: Settings) -> str:
    """Return a detector's name, without the folder it may be in, and this software's version."""
    name = settings.detector.rstrip("/").rpartition("/")[2]
    return f"{name}-{version('pii-in-code')}"
