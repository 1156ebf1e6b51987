"""Families of documents: each a declared layout, by which a document is made a draft of its transcript."""
