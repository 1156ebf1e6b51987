"""Documents in the formats they come in, read into one form: passages with locators, in reading order."""
