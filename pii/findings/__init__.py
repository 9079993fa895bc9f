"""What a person is shown of a redaction: lines and columns, passages, diffs."""
