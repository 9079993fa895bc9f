"""Many files through one detector: one file's work, the run, the processes."""
