"""Record batches in, redacted record batches out; shared by parquet and Arrow files.

Columns other than the text pass through as they are. Text becomes Python strings a slice at a
time, and a slice in which nothing changed keeps its very buffers.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import compress

import pyarrow as pa
import pyarrow.compute as pc

from pii.datasets.columns import ADDED_COUNT, ADDED_ENTITIES, entities_of, language_in, recognised
from pii.datasets.errors import UnsuitableColumn
from pii.datasets.job import Job
from pii.datasets.redact_rows import RedactedRow, Row, ShardRedactor

# The fields of an entity, with their types as pyarrow and `datasets` both call them.
_ENTITY_FIELDS = {
    "start": "int64", "end": "int64", "out_start": "int64", "out_end": "int64",
    "label": "string", "score": "float64", "rule": "string",
}  # fmt: skip
ENTITIES_TYPE = pa.list_(
    pa.struct([(name, pa.type_for_alias(kind)) for name, kind in _ENTITY_FIELDS.items()])
)
COUNT_TYPE = pa.int64()
_FEATURES = {
    ADDED_ENTITIES: {
        "feature": {
            name: {"dtype": kind, "_type": "Value"} for name, kind in _ENTITY_FIELDS.items()
        },
        "_type": "List",
    },
    ADDED_COUNT: {"dtype": "int64", "_type": "Value"},
}
_MOST_ROWS = 16_384


class Table:
    """How the batches of one file are redacted: which columns count, and the schema that comes out.

    Raises:
        UnsuitableColumn: if the text column, or with an opt-out list the repository column, is
            missing or holds no text, or a column to add is there already.
    """

    def __init__(self, schema: pa.Schema, work: ShardRedactor) -> None:
        self._work = work
        job = work.job
        self._columns = recognised(schema.names, job.columns, opt_out=bool(job.opt_out))
        self._type = schema.field(self._columns.text).type
        if not _holds_text(self._type):
            raise UnsuitableColumn(
                f"column {self._columns.text!r} holds {self._type}, not text; name another one "
                "with --text-column"
            )
        self.schema = with_added(schema, job)

    @property
    def text(self) -> str:
        """The name of the column that is redacted."""
        return self._columns.text

    def redacted(self, batch: pa.RecordBatch, first: int) -> pa.RecordBatch:
        """Return a batch with its text redacted and without the rows that must not be written.

        Args:
            batch: any number of rows.
            first: the number of its first row in the file.

        Raises:
            RowFailed: for a row that cannot be redacted, unless the job drops it.
        """
        tally = self._work.tally
        tally.rows += batch.num_rows
        kept = self._kept(batch)
        if not all(kept):
            tally.opted_out += kept.count(False)
        numbers = list(compress(range(first, first + batch.num_rows), kept))
        if len(numbers) < batch.num_rows:
            batch = batch.filter(pa.array(kept))
        texts = self._texts(batch, numbers)
        outcomes = self._outcomes(batch, numbers, texts)
        written = [outcome is not None for outcome in outcomes]
        if not all(written):
            batch = batch.filter(pa.array(written))
            texts = list(compress(texts, written))
        tally.written += batch.num_rows
        return self._rebuilt(batch, texts, [done for done in outcomes if done is not None])

    def _kept(self, batch: pa.RecordBatch) -> list[bool]:
        opt_out = self._work.job.opt_out
        if not opt_out:
            return [True] * batch.num_rows
        columns = [batch.column(name).to_pylist() for name in self._columns.repository]
        return [not opt_out.covers_any(_words(row)) for row in zip(*columns, strict=True)]

    def _outcomes(
        self, batch: pa.RecordBatch, numbers: Sequence[int], texts: Sequence[str | None]
    ) -> list[RedactedRow | None]:
        """Return what becomes of each row, in order; a null stays one."""
        languages = self._languages(batch)
        rows = [
            Row(str(number), text, language)
            for number, text, language in zip(numbers, texts, languages, strict=True)
            if text is not None
        ]
        self._count_bytes(batch, languages)
        done = iter(self._work.redact(rows))
        unread = set(self._unread)
        return [
            next(done) if text is not None else (None if number in unread else RedactedRow(None))
            for number, text in zip(numbers, texts, strict=True)
        ]

    def _texts(self, batch: pa.RecordBatch, numbers: Sequence[int]) -> list[str | None]:
        column = batch.column(self.text)
        self._unread: list[int] = []
        try:
            texts: list[str | None] = column.to_pylist()
        except UnicodeDecodeError:
            return [
                self._text(value, number) for value, number in zip(column, numbers, strict=True)
            ]
        return texts

    def _text(self, value: pa.Scalar, number: int) -> str | None:
        """Read one value of a column that holds broken UTF-8 somewhere."""
        try:
            text: str | None = value.as_py()
        except UnicodeDecodeError as error:
            self._work.fail(str(number), type(error).__name__)
            self._unread.append(number)
            return None
        return text

    def _languages(self, batch: pa.RecordBatch) -> list[str]:
        name = self._columns.language or self._columns.path
        if name is None:
            return [""] * batch.num_rows
        named = self._columns.language is not None
        return [language_in(value, named=named) for value in batch.column(name).to_pylist()]

    def _count_bytes(self, batch: pa.RecordBatch, languages: list[str]) -> None:
        lengths = pc.binary_length(_plain(batch.column(self.text))).to_pylist()
        counts = self._work.tally.language_bytes
        for language, length in zip(languages, lengths, strict=True):
            counts[language] += length or 0
        self._work.tally.text_bytes += sum(length or 0 for length in lengths)

    def _rebuilt(
        self, batch: pa.RecordBatch, texts: Sequence[str | None], outcomes: Sequence[RedactedRow]
    ) -> pa.RecordBatch:
        arrays = list(batch.columns)
        if any(outcome.text is not None for outcome in outcomes):
            index = batch.schema.names.index(self.text)
            arrays[index] = _replaced(arrays[index], texts, outcomes)
        if self._work.job.add_entities:
            arrays.append(pa.array([entities_of(o) for o in outcomes], ENTITIES_TYPE))
        if self._work.job.add_count:
            arrays.append(pa.array([len(o.hidden) for o in outcomes], COUNT_TYPE))
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def slices(batch: pa.RecordBatch, column: str, most_bytes: int) -> Iterator[pa.RecordBatch]:
    """Cut a batch into runs of rows whose text makes about so many bytes; at least a row each."""
    lengths = pc.binary_length(_plain(batch.column(column))).to_pylist()
    start = size = 0
    for number, length in enumerate(lengths):
        full = size + (length or 0) > most_bytes or number - start == _MOST_ROWS
        if full and number > start:
            yield batch.slice(start, number - start)
            start, size = number, 0
        size += length or 0
    if start < batch.num_rows:
        yield batch.slice(start)


def with_added(schema: pa.Schema, job: Job) -> pa.Schema:
    """Return the schema that comes out: the same, with the columns that were asked for behind it.

    Raises:
        UnsuitableColumn: if such a column is there already.
    """
    added = [(ADDED_ENTITIES, ENTITIES_TYPE)] * job.add_entities
    added += [(ADDED_COUNT, COUNT_TYPE)] * job.add_count
    for name, kind in added:
        if name in schema.names:
            raise UnsuitableColumn(f"the source has a column {name!r} already; leave out --add")
        schema = schema.append(pa.field(name, kind))
    metadata = dict(schema.metadata or {})
    if added and b"huggingface" in metadata:
        note = json.loads(metadata[b"huggingface"])
        add_features(note.get("info", {}), [name for name, _ in added])
        metadata[b"huggingface"] = json.dumps(note).encode()
        schema = schema.with_metadata(metadata)
    return schema


def add_features(info: dict[str, object], names: Sequence[str]) -> None:
    """Tell `datasets` of the columns that were added, where its note lists columns."""
    features = info.get("features")
    if isinstance(features, dict):
        features.update({name: _FEATURES[name] for name in names})


def _holds_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    # A column of nothing but nulls may have no type of its own.
    texts = (pa.types.is_string, pa.types.is_large_string, pa.types.is_null)
    return any(holds(kind) for holds in texts)


def _plain(column: pa.Array) -> pa.Array:
    if pa.types.is_null(column.type):
        return column.cast(pa.string())
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _replaced(
    column: pa.Array, texts: Sequence[str | None], outcomes: Sequence[RedactedRow]
) -> pa.Array:
    """Return a column with new texts where something changed; Arrow copies the other rows."""
    if pa.types.is_dictionary(column.type):
        pairs = zip(outcomes, texts, strict=True)
        whole = [text if done.text is None else done.text for done, text in pairs]
        return pa.array(whole, column.type.value_type).dictionary_encode().cast(column.type)
    changed = pa.array([done.text is not None for done in outcomes])
    new = [done.text for done in outcomes if done.text is not None]
    return pc.replace_with_mask(column, changed, pa.array(new, column.type))


def _words(values: Sequence[object]) -> list[str]:
    """Return the names in a row's repository columns, which may be lists."""
    found: list[str] = []
    for value in values:
        parts = value if isinstance(value, list) else [value]
        found += [part for part in parts if isinstance(part, str)]
    return found
