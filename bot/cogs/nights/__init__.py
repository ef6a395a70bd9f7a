"""``/night``: from "what shall we watch" to the film everyone agrees on.

``commands`` has the slash commands, the modules beside it answer them: ``planning``, ``running``,
``editing``, ``nominating``, ``voting``, ``watching``, ``history`` and ``series``; ``desk`` finds
nights and keeps their cards up to date. In ``background``, ``jobs`` does what is due, ``events``
keeps a night's event in line with it, and ``unposted`` tells what could not be said.
"""
