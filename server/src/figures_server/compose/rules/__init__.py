"""One folder for each field of English, one module in it for each shape; each rule says its shape in its first line.

From below: time_expressions, noun_phrases, change, measures, intervals, counting, no_figures, age, and ordinals, ratios
and tens. A rule asks only those of its own field and of the fields below.
"""
