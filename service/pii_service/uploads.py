"""Multipart bodies: one file and, if the client likes, a field of options.

A file is held in memory and never spooled to a disk, where personal data would outlive its
request.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from pii_service.errors import Reason, Refusal
from pii_service.json_limits import parse_json
from pii_service.problems import invalid
from pii_service.requests import Options

_LONGEST_NAME = 1_000
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}(?:; ?charset=[\w-]{1,40})?", re.ASCII)
_UNKNOWN_TYPE = "application/octet-stream"

# What the OpenAPI document says of such a body; the framework's own parser would spool files.
UPLOAD_BODY: dict[str, object] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "options": {"$ref": "#/components/schemas/Options"},
                    },
                },
                "encoding": {"options": {"contentType": "application/json"}},
            }
        },
    }
}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it was sent."""

    name: str = field(repr=False)
    media_type: str
    data: bytes = field(repr=False)
    options: Options

    def headers(self) -> dict[str, str]:
        """Return the headers that give a file back under its name."""
        fallback = re.sub(r"[^\w. +-]", "_", self.name, flags=re.ASCII)
        name = quote(self.name.encode("utf-8", "replace"), safe="")
        return {
            "Content-Disposition": f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{name}"
        }


class _MemoryParser(MultiPartParser):
    """Holds files in memory; the length of the body has a limit of its own."""

    spool_max_size = 0


async def read_upload(request: Request) -> Upload:
    """Read a multipart body.

    Raises:
        Refusal: if it is no multipart body with one file named `file`.
    """
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Refusal(
            Reason.UNSUPPORTED, "send the file as multipart/form-data, in a field named `file`"
        )
    parser = _MemoryParser(request.headers, request.stream(), max_files=1, max_fields=1)
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Refusal(
            Reason.MALFORMED, "the multipart body cannot be read, or has more than one file"
        ) from None
    file, options = form.get("file"), form.get("options", "{}")
    if not isinstance(file, UploadFile) or not isinstance(options, str):
        raise Refusal(
            Reason.INVALID,
            "the body needs a file",
            faults=(("file", "needs a file with a file name, in a field named `file`"),),
        )
    with file.file:
        data = file.file.read()
    return Upload(_name_of(file), _media_type_of(file), data, _options_of(options))


UploadDep = Annotated[Upload, Depends(read_upload)]


def _name_of(file: UploadFile) -> str:
    name = file.filename or "file"
    if len(name) > _LONGEST_NAME:
        raise Refusal(Reason.INVALID, f"a file name may have {_LONGEST_NAME} characters")
    return name


def _media_type_of(file: UploadFile) -> str:
    """Return a file's type, if it is written as one."""
    media_type = file.content_type or ""
    return media_type if _MEDIA_TYPE.fullmatch(media_type) else _UNKNOWN_TYPE


def _options_of(text: str) -> Options:
    try:
        return Options.model_validate(parse_json(text.encode("utf-8", "surrogatepass")))
    except ValidationError as error:
        raise invalid(error) from None
