"""Ages of persons and things, age groups, and persons told by their age."""
