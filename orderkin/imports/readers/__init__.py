"""One module per layout that sellers' files come in; each turns a file into plain orders."""
