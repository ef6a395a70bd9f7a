"""Times and time zones as people write them, in English and Spanish.

``parse`` reads a moment to come or a length; ``spoken`` what words say of a day, an hour and a zone
whatever time it is now, for evenings that come again too. Below them, ``tokens`` makes kinds of
words (``lexicon``); ``named_days``, ``hours`` and ``lengths`` take them away (``remaining``) as the
values of ``said``; ``days`` finds the dates. ``zones`` finds time zones by the names in ``places``.

The grammar is our own because the libraries at hand settle in silence what has to be asked back:
see ``docs/decisions.md``.
"""
