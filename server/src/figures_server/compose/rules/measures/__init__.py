"""Units and money beside a number, what they are counted per, and what shares or restates them."""
