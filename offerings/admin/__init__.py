"""The admin's own views of offers: one listing of all that is on, and the dates of one offer."""
