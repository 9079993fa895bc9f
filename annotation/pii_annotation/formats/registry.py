"""Every format by name, and the one that an export is in."""

from pii_annotation.errors import UnknownFormat
from pii_annotation.formats.brat import FORMAT as BRAT
from pii_annotation.formats.conll import FORMAT as CONLL
from pii_annotation.formats.doccano import FORMAT as DOCCANO
from pii_annotation.formats.export import Export, Format
from pii_annotation.formats.label_studio import FORMAT as LABEL_STUDIO
from pii_annotation.formats.label_studio_min import FORMAT as LABEL_STUDIO_MIN
from pii_annotation.formats.lighttag import FORMAT as LIGHTTAG
from pii_annotation.formats.presidio import FORMAT as PRESIDIO
from pii_annotation.formats.prodigy import FORMAT as PRODIGY
from pii_annotation.formats.toloka import FORMAT as TOLOKA
from pii_annotation.formats.tsv import FORMAT as TSV

FORMATS = {
    one.name: one
    for one in (
        BRAT,
        CONLL,
        DOCCANO,
        LABEL_STUDIO,
        LABEL_STUDIO_MIN,
        LIGHTTAG,
        PRESIDIO,
        PRODIGY,
        TOLOKA,
        TSV,
    )
}


def find_format(export: Export, name: str = "auto") -> Format:
    """Return a format by name, or for `auto` the only one that the export looks like.

    Raises:
        UnknownFormat: if there is no such format, or content does not tell which it is.
    """
    if name != "auto":
        if name not in FORMATS:
            raise UnknownFormat(f"no format is called {name!r}; choose one of {', '.join(FORMATS)}")
        return FORMATS[name]
    suiting = [one for one in FORMATS.values() if one.suits(export)]
    if len(suiting) == 1:
        return suiting[0]
    looks = " and ".join(one.name for one in suiting) or "nothing that an importer reads"
    raise UnknownFormat(f"{export.path}: looks like {looks}; say which with --format")
