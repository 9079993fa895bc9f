"""Reports of a scan: SARIF and an HTML page."""
