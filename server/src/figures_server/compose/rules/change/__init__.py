"""What rises and falls: the words that say so, and the steps and levels of a change."""
