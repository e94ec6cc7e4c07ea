"""How Belegt does with a large archive: `python -m eval.scale`.

`copies` makes as many articles as are asked for out of a few, `measure` builds and searches
their archive, and `__main__` is the command.
"""
