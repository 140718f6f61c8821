"""One module for each shape of English; each rule says its shape in its first line."""
