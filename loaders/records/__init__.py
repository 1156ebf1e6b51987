"""What a transcript, a register and a crosswalk may say, as models that validate and publish their own schema."""
