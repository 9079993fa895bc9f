"""The page at `/` and the files it needs: ours alone, from this package."""

from importlib.resources import files

from fastapi import APIRouter, Response

from pii_service.guards import OpenRoute

router = APIRouter(route_class=OpenRoute, include_in_schema=False)

_FOLDER = files("pii_service") / "static"


@router.get("/")
async def show_page() -> Response:
    """Return the page."""
    return _file("index.html", "text/html")


@router.get("/static/page.css")
async def show_style() -> Response:
    """Return the page's style sheet."""
    return _file("page.css", "text/css")


@router.get("/static/page.js")
async def show_script() -> Response:
    """Return the page's script."""
    return _file("page.js", "text/javascript")


@router.get("/static/icon.svg")
async def show_icon() -> Response:
    """Return the page's icon."""
    return _file("icon.svg", "image/svg+xml")


def _file(name: str, media_type: str) -> Response:
    headers = {"Cache-Control": "no-cache"}
    return Response((_FOLDER / name).read_bytes(), media_type=media_type, headers=headers)
