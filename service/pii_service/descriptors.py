"""File descriptors: each connection needs one, and a service that has none left accepts nobody."""

import logging
import sys

from pii_service.logs import write_log
from pii_service.settings import Settings

# For everything but connections: listening, files of metrics, the model.
_RESERVED = 64


def within_descriptors(settings: Settings) -> Settings:
    """Return settings with no more connections than this process may have descriptors.

    The process' own limit is raised first, as far as it may be.
    """
    wanted = settings.max_connections + _RESERVED
    allowed = _raised_limit(wanted)
    if wanted <= allowed:
        return settings
    most = max(1, allowed - _RESERVED)
    write_log("fewer connections", logging.WARNING, most=most, descriptors=allowed)
    return settings.model_copy(update={"max_connections": most})


def _raised_limit(wanted: int) -> int:
    """Return how many descriptors this process may have, after asking for more if need be."""
    if sys.platform == "win32":
        return wanted
    # Not on Windows.
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now != resource.RLIM_INFINITY and now < wanted:
        now = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))
    return wanted if now == resource.RLIM_INFINITY else now
