"""The tests; docs/where-things-go.md says which folder holds what."""
