"""``/verify``: repeats a draw, in public unless its pool reveals what people keep."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages.markdown import escape, quote
from bot.discord.messages.reply import Picture, Reply
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PLAIN_COLOR
from bot.discord.views.films.lists import open_menu
from bot.discord.views.notices import notice
from bot.errors import BadInputError, NotAllowedError
from bot.i18n import N_, _, ngettext, number
from bot.library.saved_films import named
from bot.rules.picks.draw import Check, DrawRecord, odds_text, verify
from bot.rules.picks.sealed import CHECKS, SealedDraw, is_same
from bot.state.films.draws.open_draws import KEPT_FOR, KEPT_PER_OWNER, Draws
from bot.state.films.draws.sealed_draws import SealedDraws
from bot.state.films.film_ref import FilmRef

POOL_SHOWN = 15


class Verify(Topic):
    """The check of draws.

    Args:
        responder: Answers the interactions.
        draws: Keeps open ones.
        sealed: Keeps those whose pools are private.
    """

    def __init__(self, responder: Responder, draws: Draws, sealed: SealedDraws) -> None:
        self._draws = draws
        self._sealed = sealed
        super().__init__(responder)

    @app_commands.command(
        description=N_("Repeat a draw from its seed and pool, and check that it was fair.")
    )
    @app_commands.describe(seed=N_("The seed shown with the draw"))
    async def verify(
        self, interaction: discord.Interaction[Any], seed: app_commands.Range[str, 1, 32]
    ) -> None:
        await self.answer(interaction)

    @answers(RequestName.VERIFY)
    async def show_check(self, call: Call) -> Reply:
        """Answer ``/verify``."""
        seed = call.request.get("seed").strip().lower()
        record = await self._draws.find(seed)
        if record is not None:
            return await self._opened(call, record)
        sealed = await self._sealed.find(seed)
        if sealed is None:
            raise BadInputError(
                _(
                    "I have no draw with the seed {seed}. I keep a server's last {count} draws "
                    "for {days} days, but none with a seed that somebody gave. Either kind can be "
                    "repeated: use the same command with the same filters and that seed.",
                    seed=quote(seed),
                    count=number(KEPT_PER_OWNER),
                    days=KEPT_FOR.days,
                )
            )
        if call.asker.user_id not in sealed.people:
            raise NotAllowedError(
                _(
                    "The pool shows what the people it was for have seen and want to see. Only "
                    "they can check it."
                )
            )
        if len(sealed.people) == 1:
            return replace(await self._opened(call, sealed.record), private=True)
        return await self._compared(call, sealed)

    async def _compared(self, call: Call, sealed: SealedDraw) -> Reply:
        """Return only whether a draw for several people comes out the same."""
        if not await self._sealed.spend_check(sealed.ticket.seed, call.asker.user_id):
            raise BadInputError(
                ngettext(
                    "You have already checked this draw {count} time, the maximum.",
                    "You have already checked this draw {count} times, the maximum.",
                    CHECKS,
                )
            )
        same = is_same(sealed, call.request.get("seal"))
        return notice(
            _("The same") if same else _("Not the same"),
            _(
                "Drawn again with the seed `{seed}` and its secret. The seal is `{seal}`; the "
                "seal under the draw must be the same.",
                seed=sealed.ticket.seed,
                seal=sealed.seal,
            ),
            color=PLAIN_COLOR,
        )

    async def _opened(self, call: Call, record: DrawRecord) -> Reply:
        names = await self._names(call, record)
        embed = discord.Embed(
            title=_("Verified: the same result")
            if (check := verify(record)) is Check.TRUE
            else _("Not as recorded: {reason}", reason=_(check)),
            description="\n".join(_lines(record, names)),
            color=PLAIN_COLOR,
        )
        embed.set_footer(
            text=_(
                "To check it yourself: take the SHA-256 of “SEED:0” as one number and divide it "
                "by the number of tickets. The remainder is the ticket drawn, counted from 0 down "
                "the file, with each entry's tickets in a row."
            )
        )
        name = f"pool-{record.seed.partition('.')[0]}.txt"
        file = Picture(
            record.pool.text.encode(), name, _("The pool: ids and tickets, ordered by id")
        )
        shown = await call.snapshot.catalog.movies([record.picked])
        return Reply(embeds=(embed,), rows=(open_menu(shown),) if shown else (), pictures=(file,))

    async def _names(self, call: Call, record: DrawRecord) -> Mapping[str, str]:
        ids = [record.picked, *(entry.id for entry in record.pool[:POOL_SHOWN])]
        unknown = [FilmRef(id_, id_) for id_ in dict.fromkeys(ids)]
        known = await call.snapshot.catalog.movies([film.id for film in unknown])
        names = {film.id: film.name for film in await named(call.snapshot, unknown)}
        return names | {movie.id: movie.label for movie in known}


def _lines(record: DrawRecord, names: Mapping[str, str]) -> list[str]:
    picked = escape(names[record.picked])
    lines = [
        _(
            "Seed `{seed}` draws **{title}** from {titles} with {lots}.",
            seed=record.seed,
            title=picked,
            titles=ngettext("{count} title", "{count} titles", len(record.pool)),
            lots=_lots(record.pool.total),
        ),
        _(
            "Its chance was {odds}. Pool `{hash}`:",
            odds=odds_text(record.odds),
            hash=record.pool_hash,
        ),
    ]
    for entry in record.pool[:POOL_SHOWN]:
        mark = "▶" if entry.id == record.picked else "-"
        line = f"{mark} {escape(names[entry.id])}"
        if entry.lots > 1:
            line = f"{line} · {_lots(entry.lots)}"
        lines.append(line)
    if (more := len(record.pool) - POOL_SHOWN) > 0:
        lines.append(
            ngettext("… and {count} more in the file.", "… and {count} more in the file.", more)
        )
    return lines


def _lots(count: int) -> str:
    return ngettext("{count} ticket", "{count} tickets", count)
