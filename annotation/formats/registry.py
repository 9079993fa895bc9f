"""Every format by name, and the one that an export is in."""

from annotation.errors import UnknownFormat
from annotation.formats.brat import FORMAT as BRAT
from annotation.formats.conll import FORMAT as CONLL
from annotation.formats.doccano import FORMAT as DOCCANO
from annotation.formats.export import Export, Format
from annotation.formats.label_studio import FORMAT as LABEL_STUDIO
from annotation.formats.label_studio_min import FORMAT as LABEL_STUDIO_MIN
from annotation.formats.lighttag import FORMAT as LIGHTTAG
from annotation.formats.presidio import FORMAT as PRESIDIO
from annotation.formats.prodigy import FORMAT as PRODIGY
from annotation.formats.toloka import FORMAT as TOLOKA
from annotation.formats.tsv import FORMAT as TSV

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
