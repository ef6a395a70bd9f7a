"""``/night``: from "what shall we watch" to the film everyone agrees on.

``commands`` defines the slash commands; the modules beside it answer them: ``planning``,
``running``, ``editing``, ``nominating``, ``voting``, ``watching``, ``history`` and ``series``;
``desk`` finds nights and keeps their cards up to date. In ``background``, ``jobs`` runs what is
due, ``events`` keeps a night's server event in step with it, and ``unposted`` reports messages that
could not be posted.
"""
