"""`python -m pii` is the command `pii`."""

from pii.cli import main

if __name__ == "__main__":
    main()
