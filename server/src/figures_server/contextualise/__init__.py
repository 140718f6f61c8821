"""Who says a figure, how firmly, where, of what and with what qualification."""
