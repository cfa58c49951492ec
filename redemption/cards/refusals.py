"""What refusals of cards say."""
