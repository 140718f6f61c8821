"""How far the rules look for what belongs to a number, in tokens: one of three reaches, whatever they look for."""

from typing import Final

# A noun group: "in | some of its | 14 countries".
GROUP: Final = 4
# A phrase with what modifies it: "became a peer at 27 | and leader of the house at | 36".
PHRASE: Final = 8
# A clause: "142,000 tons | in the first half of the year to June, against | 94,000".
CLAUSE: Final = 14
