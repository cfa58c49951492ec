"""Staff: how they log in, who they are, and what they may open. Holders never have a user."""
