"""What knows RDF: terms, addresses, the store, the queries and the releases."""
