"""The detector over HTTP: an API, a page to look at, and a backend for Label Studio."""
