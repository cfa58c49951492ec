"""What refusals of claims say."""
