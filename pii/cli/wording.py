"""Numbers in sentences."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "shard"), counted(2_000, "repository", "repositories")
    ('1 shard', '2,000 repositories')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def size_of(size: int) -> str:
    """Return a size in bytes with a unit that suits it.

    >>> size_of(12_300), size_of(4_000_000)
    ('12.3 kB', '4.0 MB')
    """
    return f"{size / 1e3:.1f} kB" if size < 100_000 else f"{size / 1e6:,.1f} MB"
