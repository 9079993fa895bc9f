"""A page for the OpenAPI document at `/docs`, for those who switch it on.

It is the framework's own and loads its script from elsewhere, so it alone has a laxer policy.
"""

from fastapi import APIRouter
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.responses import HTMLResponse

from pii_service.guards import OpenRoute

router = APIRouter(route_class=OpenRoute, include_in_schema=False)

_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src data: https://fastapi.tiangolo.com; "
    "script-src https://cdn.jsdelivr.net 'unsafe-inline'; "
    "style-src https://cdn.jsdelivr.net 'unsafe-inline'; frame-ancestors 'none'"
)


@router.get("/docs")
async def show_documentation() -> HTMLResponse:
    """Return the page."""
    page = get_swagger_ui_html(openapi_url="openapi.json", title="Personal data in code")
    page.headers["Content-Security-Policy"] = _POLICY
    return page
