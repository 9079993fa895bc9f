"""Label Studio: tasks up, annotations down; `client` alone imports its SDK."""
