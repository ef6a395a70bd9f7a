"""Guessing games as messages."""

from collections.abc import Sequence

import discord

from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape
from bot.messages.reply import Button, Reply, Style
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.rules.games.guess_game import Game, Hint, HintKind, Place, Score
from bot.text import clip, plural
from bot.views.cards import PLAIN_COLOR

GOLD = 0xF4B942
_NAMES = {
    HintKind.YEAR: "Year",
    HintKind.GENRES: "Genres",
    HintKind.COLOR: "Colour of its card",
    HintKind.CAST: "Cast, the best known last",
    HintKind.STORY: "Story, blacked out",
}
_PLACES = 10


def game_message(game_id: int, game: Game, starter: int) -> Reply:
    """Return the message of a running game, which everybody's presses change.

    Args:
        game_id: The game's id in the store.
        game: Its hints, and how many are shown.
        starter: Who began it and may give it up.
    """
    embed = discord.Embed(
        title="Which film is it?",
        description=f"A right answer is worth **{plural(game.points, 'point')}** now. Press "
        "*Guess*; spelling need not be right.",
        color=_color(game.visible),
    )
    for hint in game.visible:
        embed.add_field(name=_NAMES[hint.kind], value=_text(hint), inline=False)
    embed.set_footer(text=f"Hint {game.shown} of {len(game.hints)}")
    left = game.shown < len(game.hints)
    hint = (
        Request.of(RequestName.GUESS_HINT, game=game_id, by=starter, shown=game.shown)
        if left
        else None
    )
    row = (
        Button(
            "Guess",
            Request.of(RequestName.GUESS_FORM, game=game_id),
            Mode.SHARE,
            "💬",
            Style.PRIMARY,
        ),
        Button("Next hint", hint, Mode.SHARE, "💡"),
        Button(
            "Give up", Request.of(RequestName.GUESS_END, game=game_id, by=starter), Mode.SHARE, "🏳️"
        ),
        Button("Table", Request.of(RequestName.GUESS_TABLE), Mode.OPEN, "🏆"),
    )
    return Reply(embeds=(embed,), rows=(row,))


def solved_embed(winner: int, game: Game, score: Score) -> discord.Embed:
    """Return what is said above the card of a film that was guessed."""
    streak = f" · {score.streak} in a row" if score.streak > 1 else ""
    return discord.Embed(
        title="Solved",
        description=f"<@{winner}> knew it after {plural(game.shown, 'hint')}: "
        f"**{plural(game.points, 'point')}**, {score.points:,} in all{streak}.",
        color=GOLD,
    )


def given_up_embed(user_id: int) -> discord.Embed:
    """Return what is said above the card of a film that nobody guessed."""
    return discord.Embed(
        title="Given up",
        description=f"<@{user_id}> gave it up. It was this one.",
        color=PLAIN_COLOR,
    )


def after_row() -> tuple[Button, ...]:
    """Return the buttons under a game that is over."""
    return (
        Button("Play again", Request.of(RequestName.GUESS), Mode.POST, "🔁", Style.PRIMARY),
        Button("Table", Request.of(RequestName.GUESS_TABLE), Mode.OPEN, "🏆"),
    )


def table_message(places: Sequence[Place], user_id: int) -> Reply:
    """Return a server's table; who asks is on it even far below."""
    lines = [_line(place) for place in places[:_PLACES]]
    own = next((place for place in places[_PLACES:] if place.person == user_id), None)
    if own is not None:
        lines += ["…", _line(own)]
    embed = discord.Embed(
        title="Who knows films",
        description="\n".join(lines) or "Nobody has guessed a film here yet: `/guess`.",
        color=GOLD,
    )
    return Reply(embeds=(embed,), private=True)


def _line(place: Place) -> str:
    score = place.score
    return (
        f"{place.rank}\\. <@{place.person}> · **{plural(score.points, 'point')}** · "
        f"{plural(score.solved, 'film')} · streak {score.streak}, best {score.best_streak}"
    )


def _text(hint: Hint) -> str:
    if hint.kind is HintKind.COLOR:
        return f"`#{hint.text}`, as on the left edge"
    return clip(escape(hint.text), limits.EMBED_FIELD_VALUE)


def _color(hints: Sequence[Hint]) -> int:
    colors = [int(hint.text, 16) for hint in hints if hint.kind is HintKind.COLOR]
    return colors[0] if colors else PLAIN_COLOR
