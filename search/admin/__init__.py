"""The admin's pages of the search: what it was taught, what people miss, and why an offer is found where it is."""
