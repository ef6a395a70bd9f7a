"""Guessing games as messages."""

from collections.abc import Sequence

import discord

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape, mentions
from bot.discord.messages.reply import Button, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PLAIN_COLOR
from bot.i18n import N_, _, ngettext, number, pgettext
from bot.rules.games.guess_game import Game, Hint, HintKind, Place, Score
from bot.text import clip

GOLD = 0xF4B942
_NAMES = {
    HintKind.YEAR: N_("Year"),
    HintKind.GENRES: N_("Genres"),
    HintKind.COLOR: N_("Colour of its card"),
    HintKind.CAST: N_("Cast, the best known last"),
    HintKind.STORY: N_("Story, blacked out"),
}
_PLACES = 10


def game_message(game_id: int, game: Game, starter: int) -> Reply:
    """Return the message of a running game, which anybody's presses change.

    Args:
        game_id: The game's id in the store.
        game: Its hints, and how many are shown.
        starter: Who began it and may give it up.
    """
    embed = discord.Embed(
        title=_("Which film is it?"),
        description=ngettext(
            "A right answer is worth **{count} point** now. Press *Guess*; the spelling doesn't "
            "have to be right.",
            "A right answer is worth **{count} points** now. Press *Guess*; the spelling doesn't "
            "have to be right.",
            game.points,
        ),
        color=_color(game.visible),
    )
    for hint in game.visible:
        embed.add_field(name=_(_NAMES[hint.kind]), value=_text(hint), inline=False)
    embed.set_footer(text=_("Hint {number} of {count}", number=game.shown, count=len(game.hints)))
    left = game.shown < len(game.hints)
    hint = (
        Request.of(RequestName.GUESS_HINT, game=game_id, by=starter, shown=game.shown)
        if left
        else None
    )
    end = Request.of(RequestName.GUESS_END, game=game_id, by=starter)
    row = (
        Button(
            pgettext("a film", "Guess"),
            Request.of(RequestName.GUESS_FORM, game=game_id),
            Mode.SHARE,
            "💬",
            Style.PRIMARY,
        ),
        Button(_("Next hint"), hint, Mode.SHARE, "💡"),
        Button(_("Give up"), end, Mode.SHARE, "🏳️"),
        Button(
            pgettext("scores", "Leaderboard"), Request.of(RequestName.GUESS_TABLE), Mode.OPEN, "🏆"
        ),
    )
    return Reply(embeds=(embed,), rows=(row,))


def solved_embed(winner: int, game: Game, score: Score) -> discord.Embed:
    """Return the embed above the card of a film that was guessed."""
    after = ngettext(
        "{person} got it after {count} hint.",
        "{person} got it after {count} hints.",
        game.shown,
        person=mentions([winner]),
    )
    points = ngettext(
        "**{count} point**, {total} in all",
        "**{count} points**, {total} in all",
        game.points,
        total=number(score.points),
    )
    streak = [_("{count} in a row", count=score.streak)] if score.streak > 1 else []
    return discord.Embed(
        title=_("Solved"),
        description=f"{after}\n{' · '.join([points, *streak])}",
        color=GOLD,
    )


def given_up_embed(user_id: int) -> discord.Embed:
    """Return the embed above the card of a film that nobody guessed."""
    return discord.Embed(
        title=_("Given up"),
        description=_("{person} gave up. It was this one.", person=mentions([user_id])),
        color=PLAIN_COLOR,
    )


def after_row() -> tuple[Button, ...]:
    """Return the buttons under a game that is over."""
    return (
        Button(_("Play again"), Request.of(RequestName.GUESS), Mode.POST, "🔁", Style.PRIMARY),
        Button(
            pgettext("scores", "Leaderboard"), Request.of(RequestName.GUESS_TABLE), Mode.OPEN, "🏆"
        ),
    )


def table_message(places: Sequence[Place], user_id: int) -> Reply:
    """Return a server's table, always including the asker."""
    lines = [_line(place) for place in places[:_PLACES]]
    own = next((place for place in places[_PLACES:] if place.person == user_id), None)
    if own is not None:
        lines += ["…", _line(own)]
    embed = discord.Embed(
        title=_("Who knows films"),
        description="\n".join(lines) or _("Nobody has guessed a film here yet: `/guess`."),
        color=GOLD,
    )
    return Reply(embeds=(embed,), private=True)


def _line(place: Place) -> str:
    score = place.score
    parts = (
        f"{place.rank}\\. <@{place.person}>",
        ngettext("**{count} point**", "**{count} points**", score.points),
        ngettext("{count} film", "{count} films", score.solved),
        _("streak {streak}, best {best}", streak=score.streak, best=score.best_streak),
    )
    return " · ".join(parts)


def _text(hint: Hint) -> str:
    if hint.kind is HintKind.COLOR:
        color = f"`#{hint.text}`"
        return _("{color}, as on the left edge", color=color)
    return clip(escape(hint.text), limits.EMBED_FIELD_VALUE)


def _color(hints: Sequence[Hint]) -> int:
    colors = [int(hint.text, 16) for hint in hints if hint.kind is HintKind.COLOR]
    return colors[0] if colors else PLAIN_COLOR
