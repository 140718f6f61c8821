"""The words of a language as data, and what loads them."""
