"""Files on disk: finding, reading and writing them, encodings, languages."""
