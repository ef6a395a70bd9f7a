"""Question answering, independent of Discord: sentence in, query on the catalogue, answer out.

``service`` is the entry point; each package is a stage, described in ``docs/questions.md``.
"""
