"""``/night``: from "what shall we watch" to the film everyone agrees on.

``commands`` has the slash commands, the modules beside it answer them: ``planning``, ``running``,
``nominating``, ``voting``, ``watching``, ``history`` and ``events``; ``desk`` finds nights and
keeps their cards up to date, ``jobs`` does what is due, ``unposted`` tells what could not be said.
"""
