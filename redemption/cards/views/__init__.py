"""Pages of holders and of the counter."""
