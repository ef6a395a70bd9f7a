"""What was asked: a sentence in, a query on the catalogue, an answer out; no Discord in it.

``service`` is the door; each package below it is a stage, described in ``docs/questions.md``.
"""
