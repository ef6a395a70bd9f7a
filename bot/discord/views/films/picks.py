"""Cards of random picks, and the messages when nothing can be picked."""

import dataclasses

from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape_but_people, mentions
from bot.discord.messages.reply import Button, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import CardBuilder
from bot.discord.views.notices import notice
from bot.i18n import _, listing, ngettext
from bot.library.picks.picks import Pick
from bot.library.picks.pools import Terms
from bot.rules.picks.sealed import MIN_POOL, roughly


def not_for_me() -> Button:
    """Return the button under every draw for several people.

    Nobody may draw for a person any more once they have pressed it.
    """
    return Button(_("Not for me"), Request.of(RequestName.NOT_FOR_ME), Mode.OPEN, "✋")


def picked_card(cards: CardBuilder, request: Request, pick: Pick, terms: Terms) -> Reply:
    """Return the card of what was drawn, with why and how."""
    reply = cards.card(
        pick.movie,
        why="\n".join(f"- {escape_but_people(reason)}" for reason in pick.reasons),
        footer=drawn_from(pick, terms),
    )
    # A draw for others is a new message, since nobody would notice an edit far above.
    mode = Mode.POST if terms.shared else Mode.TURN
    buttons = [Button(_("Another"), request.replace(seed=None), mode, "🎲", Style.PRIMARY)]
    if pick.kept:
        buttons.append(verify_button(pick.ticket.seed, pick.seal))
    if terms.shared:
        buttons.append(not_for_me())
    return dataclasses.replace(
        reply,
        content=drawn_for(terms) if terms.shared else None,
        rows=(tuple(buttons), *reply.rows),
    )


def drawn_for(terms: Terms) -> str:
    """Return the line that names for whom a film was drawn."""
    return _("🎲 Drawn for {people}.", people=mentions(terms.ids))


def drawn_from(pick: Pick, terms: Terms) -> str:
    """Return how a film was drawn; for a sealed draw without revealing what people keep."""
    if not terms.sealed:
        source = ngettext(
            "Drawn from {count} title with seed {seed} · pool {hash}",
            "Drawn from {count} titles with seed {seed} · pool {hash}",
            len(pick.draw.pool),
            seed=pick.ticket.seed,
            hash=pick.draw.pool_hash,
        )
        again = _("/verify repeats it") if pick.kept else _("the same filters and seed repeat it")
        return f"{source} · {again}"
    source = _(
        "Drawn from {titles} with seed {seed}",
        titles=roughly(pick.fitting),
        seed=pick.ticket.seed,
    )
    if not pick.kept:
        return source
    checked = _("seal {seal} · those it was for can /verify it", seal=pick.seal)
    return f"{source} · {checked}"


def verify_button(seed: str, seal: str = "") -> Button:
    """Return the button that checks a draw, against the seal on its message if it has one."""
    return Button(
        _("Verify"), Request.of(RequestName.VERIFY, seed=seed, seal=seal), Mode.OPEN, "🧾"
    )


def all_shown(request: Request, count: int) -> Reply:
    """Return the message that the channel was shown everything that fits.

    Args:
        request: What was asked.
        count: How many titles that are.
    """
    every = Button(_("Draw from all of them"), request.replace(exclude_shown=None), Mode.POST)
    return notice(
        _("All shown already"),
        ngettext(
            "In the last 90 days, this channel has already been shown the {count} title that "
            "fits. Loosen a filter, or draw from all of them again.",
            "In the last 90 days, this channel has already been shown all of the {count} titles "
            "that fit. Loosen a filter, or draw from all of them again.",
            count,
        ),
        (every,),
    )


def too_few(count: int) -> Reply:
    """Return the message that too few titles fit for a draw for several people.

    Args:
        count: How many titles fit the filters alone.
    """
    return notice(
        _("Too few for several people"),
        ngettext(
            "A draw for others needs at least {fewest} titles: from only a few, it would reveal "
            "what each of you has seen. Here {count} title fits, counting your own lists. Loosen "
            "a filter.",
            "A draw for others needs at least {fewest} titles: from only a few, it would reveal "
            "what each of you has seen. Here {count} titles fit, counting your own lists. Loosen "
            "a filter.",
            count,
            fewest=MIN_POOL,
        ),
    )


def nothing_left(request: Request, terms: Terms, count: int) -> Reply:
    """Return the message that titles fit, but none of them these people.

    For several people it is public and gives no reasons.

    Args:
        request: What was asked.
        terms: For whom, and on what terms.
        count: How many titles fit the filters.
    """
    ruled_out = [_("is on your `/never list`")]
    buttons: list[Button] = []
    if terms.restrictions.unseen:
        ruled_out.append(_("was seen already"))
        buttons.append(
            Button(_("Include films already seen"), request.replace(seen_too=True), Mode.POST, "👁️")
        )
    if terms.restrictions.on_lists or terms.listed is not None:
        ruled_out.append(_("isn't on the lists"))
        any_film = request.replace(watchlist=None, overlap=None, any_film=True)
        buttons.append(Button(_("From any film"), any_film, Mode.POST, "🎞️"))
    if terms.shared:
        return nothing_left_for_all(terms, count, *buttons)
    return notice(
        _("Nothing left"),
        ngettext(
            "{count} title fits the filters, but it {reasons}.",
            "{count} titles fit the filters, but each of them {reasons}.",
            count,
            reasons=listing(ruled_out, either=True),
        ),
        *((tuple(buttons),) if buttons else ()),
    )


def nothing_left_for_all(terms: Terms, count: int, *buttons: Button) -> Reply:
    """Return the public message that nothing is left for several people, without reasons.

    Args:
        terms: For whom, and on what terms.
        count: How many titles fit the filters.
        buttons: What may be tried instead.
    """
    reply = notice(
        _("Nothing left"),
        _("Of {titles} that fit the filters, none suits all of you.", titles=roughly(count)),
        (*buttons, not_for_me()),
    )
    return dataclasses.replace(reply, content=drawn_for(terms), private=False)
