"""A saved search is its address: the same question as a calendar (.ics) and as news (.rss)."""
