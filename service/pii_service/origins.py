"""Whom a service without API keys answers: this machine's own programs, and no web page elsewhere.

Any page that a browser of this machine shows may send requests to a loopback address. So the
name in `Host` must be this machine's own, or a page whose name suddenly leads here could read
what the service says; and whoever changes nothing but sends work must not be another site's page.
With API keys neither matters, for a page has none.
"""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from pii_service.errors import Reason, Refusal
from pii_service.problems import problem
from pii_service.request_context import exchange_of
from pii_service.settings import Settings, is_loopback

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([\w.-]{1,253}))(?::[0-9]{0,5})?", re.ASCII)
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
# A body that may follow is not waited for.
_CLOSE = {"Connection": "close"}
# What a browser says of a request from our own page, or from nobody's: an address typed in.
_OWN_SITES = frozenset({"same-origin", "none"})


class OwnOrigin:
    """An application that answers only who may ask without a key."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._checks_hosts = not (settings.has_keys or settings.open)
        self._checks_sites = not settings.has_keys
        self._allowed = frozenset(settings.extra_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it unread."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            self.check(scope["method"], Headers(scope=scope))
        except Refusal as refusal:
            exchange = exchange_of(scope)
            exchange.reason = refusal.reason
            await problem(exchange.id, refusal)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def check(self, method: str, headers: Headers) -> None:
        """Refuse what another site's page may have sent.

        Raises:
            Refusal: if the host is not this machine's, or another site's page sends work.
        """
        # Programs that name no host are none of a browser's.
        if self._checks_hosts and not all(map(self._is_own, headers.getlist("host"))):
            raise Refusal(
                Reason.WRONG_HOST,
                "without API keys only this machine's own names are served, as localhost; "
                "others are set in PII_ALLOWED_HOSTS",
                headers=_CLOSE,
            )
        if self._checks_sites and method not in _READING and self._is_cross_site(headers):
            raise Refusal(
                Reason.CROSS_SITE,
                "without API keys nothing is done for another site's page; set PII_API_KEYS",
                headers=_CLOSE,
            )

    def _is_own(self, host: str) -> bool:
        name = host_name(host)
        return is_loopback(name) or name in self._allowed

    def _is_cross_site(self, headers: Headers) -> bool:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None:
            return site not in _OWN_SITES
        if origin is None:
            return False
        place = origin.partition("://")[2].lower()
        return place != headers.get("host", "").lower() and host_name(place) not in self._allowed


def host_name(host: str) -> str:
    """Return the name or address in a `Host` header, without its port; empty if it is none.

    >>> host_name("LocalHost.:8000"), host_name("[::1]:80"), host_name("ann@localhost")
    ('localhost', '::1', '')
    """
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).lower().removesuffix(".") if found else ""
