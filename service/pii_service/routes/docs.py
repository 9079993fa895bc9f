"""A page for the OpenAPI document at `/docs`, for those who switch it on."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from pii_service.api_page import api_page
from pii_service.guards import OpenRoute

router = APIRouter(route_class=OpenRoute, include_in_schema=False)


@router.get("/docs")
async def show_documentation(request: Request) -> HTMLResponse:
    """Return the page."""
    return HTMLResponse(api_page(request.app.openapi()))
