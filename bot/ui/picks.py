"""Picks by chance as cards, and what is said where nothing can be picked."""

import dataclasses

from bot.library.picks import Pick, Terms
from bot.text import human_join, plural
from bot.ui.cards import CardBuilder
from bot.ui.controls import Mode
from bot.ui.errors import notice
from bot.ui.markdown import escape_but_people
from bot.ui.reply import Button, Reply, Style
from bot.ui.request import Request


def picked_card(cards: CardBuilder, request: Request, pick: Pick) -> Reply:
    """Return the card of what was drawn, with why and how."""
    draw = pick.draw
    again = "/verify repeats it" if pick.kept else "the same filters and seed draw it again"
    reply = cards.card(
        pick.movie,
        why="\n".join(f"- {escape_but_people(reason)}" for reason in pick.reasons),
        footer=f"Drawn from {plural(len(draw.pool), 'title')} with seed {draw.seed} · "
        f"pool {draw.pool_hash} · {again}",
    )
    buttons = [Button("Another", request.replace(seed=None), Mode.TURN, "🎲", Style.PRIMARY)]
    if pick.kept:
        buttons.append(Button("Verify", Request.of("verify", seed=draw.seed), Mode.OPEN, "🧾"))
    return dataclasses.replace(reply, rows=(tuple(buttons), *reply.rows))


def all_shown(request: Request, count: int) -> Reply:
    """Return the message that the channel was shown everything that fits.

    Args:
        request: What was asked.
        count: How many titles that are.
    """
    every = Button("Draw from all of them", request.replace(exclude_shown=None), Mode.POST)
    return notice(
        "All shown already",
        f"This channel has been shown all of the {plural(count, 'title')} that fit in the last "
        "90 days. Loosen a filter, or draw from all of them again.",
        (every,),
    )


def nothing_left(request: Request, terms: Terms, count: int) -> Reply:
    """Return the message that titles fit, but none of them these people.

    Args:
        request: What was asked.
        terms: For whom, and on what terms.
        count: How many titles fit the filters.
    """
    ruled_out = ["is on a `/never list`"]
    buttons: list[Button] = []
    if terms.wish.unseen:
        ruled_out.append("was seen already")
        buttons.append(Button("Also what was seen", request.replace(seen_too=True), Mode.POST, "👁️"))
    if terms.wish.on_lists or terms.listed is not None:
        ruled_out.append("is not on the lists")
        any_film = request.replace(watchlist=None, overlap=None, any_film=True)
        buttons.append(Button("From any film", any_film, Mode.POST, "🎞️"))
    whose = "you" if len(terms.people) == 1 else f"the {len(terms.people)} of you"
    return notice(
        "Nothing left",
        f"{plural(count, 'title')} fit the filters, but for {whose} each of them "
        f"{human_join(ruled_out, 'or')}.",
        *((tuple(buttons),) if buttons else ()),
    )
