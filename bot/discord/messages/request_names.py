"""The names of requests: one for each command and each action of a control.

Sent messages contain names and options, so a name that was ever in a button keeps its value, and an
option its meaning. A new command or control is a line here and a handler marked with it by
:func:`bot.discord.interactions.handlers.answers`.
"""

import enum
from typing import Self

_WHAT_FITS = (
    "genre",
    "person",
    "director",
    "language",
    "from_year",
    "to_year",
    "min_rating",
    "min_votes",
    "max_minutes",
    "kind",
)
FRIENDS = ("friend", "friend_2", "friend_3", "friend_4")
"""The options that name the others for whom a film is drawn."""

_FOR_WHOM = ("unseen_by", *FRIENDS, "watchlist", "overlap")
_ABOUT = ("about", "by")
_DRAWN = (*_WHAT_FITS, *_FOR_WHOM, *_ABOUT, "mood", "exclude_shown", "seed", "seen_too", "any_film")
_TOLD = ("story", "genre", "person", "from_year", "to_year", "language", "kind", "by")


class RequestName(enum.StrEnum):
    """The name of a request, with the options that it takes.

    Attributes:
        options: Those of the slash command, and those that its buttons add.
    """

    _value_: str
    options: frozenset[str]

    def __new__(cls, value: str, *options: str) -> Self:
        """Make a member from its value and its options."""
        name = str.__new__(cls, value)
        name._value_ = value
        name.options = frozenset(options)
        return name

    HELP = "help", "command"

    # Questions in plain words
    ASK = "ask", "question"
    ASKED = "asked", "query", "lang", "drop", "why", "page"
    NAMED = "named", "text"

    # Cards
    MOVIE = "movie", "title"
    CARD = "card", "film"
    SYNOPSIS = "synopsis", "film"
    MORE = "more", "film", "page"
    SIMILAR = "similar", "film", "picture"
    RECORD = "record", "film"

    # People
    CAST = "cast", "person", "with", "page"
    DIRECTOR = "director", "person", "page"
    PERSON = "person", "id", "page"
    CONNECT = "connect", "person", "other"

    # Lists
    GENRE = "genre", "genre", "decade", "kind", "max_minutes", *_ABOUT, "sort", "page", "picture"
    SEARCH = "search", *_WHAT_FITS, "tag", *_ABOUT, "sort", "page", "picture"
    BOARD = "board", "films"

    # Stories
    FIND = "find", *_TOLD, "detail", "page"
    FIND_DETAIL = "find_detail", *_TOLD
    FIND_IT = "find_it", "film"

    # Draws
    RANDOM = "random", *_DRAWN
    PICK = "pick", *_DRAWN
    DOUBLEFEATURE = "doublefeature", "film"
    VERIFY = "verify", "seed", "seal"
    NOT_FOR_ME = ("not_for_me",)

    # The guessing game
    GUESS = ("guess",)
    GUESS_FORM = "guess_form", "game"
    GUESS_ANSWER = "guess_answer", "game", "answer"
    GUESS_HINT = "guess_hint", "game", "by", "shown"
    GUESS_END = "guess_end", "game", "by"
    GUESS_TABLE = ("guess_table",)

    # What somebody keeps
    MINE = "mine", "film"
    MARK = "mark", "film", "what", "to", "list"
    NEW_LIST = "new_list", "film"
    RATE = "rate", "film", "rating"
    SEEN_ADD = "seen_add", "film"
    SEEN_REMOVE = "seen_remove", "film"
    SEEN_LIST = "seen_list", "page"
    WATCHLIST_ADD = "watchlist_add", "film", "name", "whose"
    WATCHLIST_REMOVE = "watchlist_remove", "film", "name", "whose"
    WATCHLIST_LIST = "watchlist_list", "name", "whose", "page"
    WATCHLIST_DELETE = "watchlist_delete", "name", "whose"
    WATCHLIST_DELETED = "watchlist_deleted", "name", "whose"
    NEVER_FILM = "never_film", "film", "undo"
    NEVER_GENRE = "never_genre", "genre", "undo"
    NEVER_LIST = ("never_list",)
    IMPORT = "import", "upload"
    IMPORT_AS = "import_as", "id", "to", "name"
    IMPORT_DO = "import_do", "id"
    IMPORT_UNDO = "import_undo", "id"
    IMPORT_CHECK = "import_check", "id", "page"
    IMPORT_ACCEPT = "import_accept", "id", "number", "page"
    EXPORT = ("export",)

    # Privacy
    PRIVACY_SHOW = ("privacy_show",)
    PRIVACY_DRAWS = "privacy_draws", "allow", "stop"
    PRIVACY_OPEN_TO = "privacy_open_to", "to"
    PRIVACY_EXPORT = "privacy_export", "part"
    PRIVACY_DELETE = ("privacy_delete",)
    PRIVACY_DELETED = ("privacy_deleted",)

    # Settings
    SETTINGS = (
        "settings",
        "timezone",
        "method",
        "nominations",
        "vetoes",
        "blind",
        "spoiler_threads",
        "pictures",
        "language",
        "lists",
        "films",
        "plan_role",
        "close_role",
        "veto_role",
    )
    SET = "set", "what", "to"
    SET_ROLE = "set_role", "right"
    TIMEZONE = "timezone", "zone", "clear"

    # Movie nights: planning
    NIGHT_PLAN = (
        "night_plan",
        "when",
        "place",
        "channel",
        "length",
        "vote_opens",
        "vote_closes",
        "host",
        "about",
        "carry_over",
    )
    NIGHT_MOVE = "night_move", "night", "when", "place", "channel", "length", "about", "here"
    NIGHT_SHOW = "night_show", "night"
    NIGHT_LIST = ("night_list",)
    NIGHT_RSVP = "night_rsvp", "night", "answer"
    NIGHT_CALENDAR = "night_calendar", "night"
    NIGHT_EVENT = "night_event", "night"

    NIGHT_EDIT = "night_edit", "night"
    NIGHT_EDITED = "night_edited", "night", "when", "place", "length", "closes", "which"

    # Movie nights: series
    NIGHT_SERIES = ("night_series",)
    NIGHT_SERIES_OPEN = "night_series_open", "series"
    NIGHT_SKIP = "night_skip", "series", "day", "undo"
    NIGHT_SERIES_END = "night_series_end", "series"
    NIGHT_SERIES_ENDED = "night_series_ended", "series"
    NIGHT_SERIES_RESUME = "night_series_resume", "series"
    NIGHT_PASS = "night_pass", "night"

    # Movie nights: moving on
    NIGHT_MANAGE = "night_manage", "night"
    NIGHT_OPEN = "night_open", "night"
    NIGHT_CANCEL = "night_cancel", "night"
    NIGHT_CANCELLED = "night_cancelled", "night"

    # Movie nights: nominations
    NIGHT_NOMINATE = "night_nominate", "night", "film"
    NIGHT_NAME = "night_name", "night", "film"
    NIGHT_BOARD = "night_board", "night"
    NIGHT_TYPE = "night_type", "night"
    NIGHT_DRAW = "night_draw", "night"
    NIGHT_WITHDRAW = "night_withdraw", "night", "film"
    NIGHT_VETO = "night_veto", "night", "film"
    NIGHT_REMOVE = "night_remove", "night", "film"

    # Movie nights: the vote
    NIGHT_VOTE = "night_vote", "night", "closes"
    NIGHT_BALLOT = "night_ballot", "night"
    NIGHT_FOCUS = "night_focus", "night", "film"
    NIGHT_MARK = "night_mark", "night", "film", "to", "level"
    NIGHT_CLEAR = "night_clear", "night"
    NIGHT_SETTLE = "night_settle", "night"
    NIGHT_RESULT = "night_result", "night"
    NIGHT_TALLY = "night_tally", "night"

    # Movie nights: afterwards
    NIGHT_WATCHED = "night_watched", "night"
    NIGHT_RATE = "night_rate", "night", "to"
    NIGHT_ATTEND = "night_attend", "night", "came"
    NIGHT_HISTORY = "night_history", "page"
    NIGHT_PAST = "night_past", "night"
    NIGHT_STATS = "night_stats", "year"
    NIGHT_MINE = "night_mine", "page"
