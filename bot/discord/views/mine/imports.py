"""Messages of imports: preview, report, and doubtful films."""

from collections.abc import Mapping

import discord

from bot.catalog.model import Movie
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, LinkButton, Menu, Option, Picture, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PLAIN_COLOR
from bot.discord.views.films.lists import pager
from bot.discord.views.mine.import_findings import Found
from bot.discord.views.notices import WARNING_COLOR, notice
from bot.i18n import N_, _, ngettext, number
from bot.library.pages import Page
from bot.rules.imports.model import Purpose
from bot.rules.imports.plan import Doubt, Plan
from bot.rules.picks.lists import DEFAULT_NAME, shown_name
from bot.state.films.import_steps import Listed
from bot.state.films.imports import Outcome
from bot.text import clip

_SHOWN = 8
"""Lines of each kind that a message shows; all of them are in the file."""
_LISTS_NAMED = 12
_ABOUT_FILE = N_("Everything matched under another title, doubtful or missing")


def preview(import_id: int, site: str, plan: Plan, found: Found, name: str = "") -> Reply:
    """Return the preview of an import, to be confirmed.

    Args:
        import_id: The plan's id.
        site: The site that it is from; empty for none in particular.
        plan: The plan.
        found: What was read; its files are not there any more when the plan is shown again.
        name: What a list of these films would be called, if that is not in the plan.
    """
    lines = [found.summary, "", *_intended(plan)]
    lines += [f"-# {note}" for note in found.notes]
    sections = (
        (_("Found under another title"), found.renamed),
        (_("Please check"), found.doubtful),
        (_("Not in my catalogue"), found.missing),
        (_("Not understood"), found.faults),
    )
    whole: list[str] = []
    for heading, rest in sections:
        if rest:
            lines += ["", f"**{heading}** ({number(len(rest))})"]
            lines += [f"- {escape(clip(line, 100))}" for line in rest[:_SHOWN]]
            if len(rest) > _SHOWN:
                lines.append(
                    ngettext(
                        "… and {count} more in the file",
                        "… and {count} more in the file",
                        len(rest) - _SHOWN,
                    )
                )
            whole += [f"{heading} ({number(len(rest))})", *rest, ""]
    embed = discord.Embed(
        title=_("Import this from {site}?", site=site) if site else _("Import this?"),
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=PLAIN_COLOR,
    )
    embed.set_footer(text=_("Only you can see this. I have read the file once and don't keep it."))
    file = Picture("\n".join(whole).encode("utf-8", "replace"), "import.txt", _(_ABOUT_FILE))
    return Reply(
        embeds=(embed,),
        rows=_preview_rows(import_id, plan, name),
        pictures=(file,) if whole else (),
        private=True,
    )


def report(import_id: int, outcome: Outcome, plan: Plan) -> Reply:
    """Return the report on an import."""
    lines: list[str] = []
    if outcome.seen or not outcome.lists:
        lines.append(
            ngettext(
                "- {count} film newly marked as seen",
                "- {count} films newly marked as seen",
                outcome.seen,
            )
        )
    if outcome.rated:
        lines.append(
            ngettext("- {count} rating imported", "- {count} ratings imported", outcome.rated)
        )
    if outcome.own:
        lines.append(
            ngettext(
                "- {count} rating kept as it was: you rated that film here more recently",
                "- {count} ratings kept as they were: you rated those films here more recently",
                outcome.own,
            )
        )
    lines += [_listed(listed) for listed in outcome.lists]
    if plan.doubts:
        left = ngettext(
            "{count} film left to check: *Please check*.",
            "{count} films left to check: *Please check*.",
            len(plan.doubts),
        )
        lines += ["", left]
    embed = discord.Embed(
        title=_("Import finished"),
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=PLAIN_COLOR,
    )
    embed.set_footer(text=_("You can undo all of it for a day."))
    shown = [Button(_("What you have seen"), Request.of(RequestName.SEEN_LIST), Mode.OPEN, "👁️")]
    if outcome.lists:
        name = outcome.lists[0].name if len(outcome.lists) == 1 else None
        lists = Request.of(RequestName.WATCHLIST_LIST, name=name)
        shown.append(Button(_("Your lists"), lists, Mode.OPEN, "📋"))
    shown += [_undo(import_id), *_check(import_id, plan)]
    return Reply(embeds=(embed,), rows=(tuple(shown),), private=True)


def doubts_panel(
    import_id: int, page: Page[Doubt], movies: Mapping[str, Movie], said: str, *, done: bool
) -> Reply:
    """Return a page of doubtful films.

    Args:
        import_id: The plan's id.
        page: The doubts.
        movies: The films that may be meant, as far as they may be named here.
        said: What has just been done, already safe.
        done: Whether the plan has been carried out.
    """
    shown = [(doubt, movies[doubt.film]) for doubt in page.items if doubt.film in movies]
    lines = [said] if said else []
    if shown:
        lines.append(_("What your file says, and the film I have. Choose which are the same."))
        lines += [
            f"{place}\\. {escape(clip(doubt.written, 100))} → **{escape(movie.label, 150)}**"
            for place, (doubt, movie) in enumerate(shown, page.first_rank)
        ]
    else:
        lines.append(_("Nothing is left to check."))
    embed = discord.Embed(
        title=_("Please check"),
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=PLAIN_COLOR,
    )
    options = tuple(
        Option(
            clip(f"{place}. {doubt.written} → {movie.label}", limits.OPTION_TEXT),
            Request.of(
                RequestName.IMPORT_ACCEPT, id=import_id, number=doubt.number, page=page.number
            ),
        )
        for place, (doubt, movie) in enumerate(shown, page.first_rank)
    )
    rows: list[tuple[Button | LinkButton, ...] | Menu] = []
    if options:
        rows.append(Menu(_("These are the same …"), options, Mode.TURN))
    if page.count > 1:
        rows.append(pager(Request.of(RequestName.IMPORT_CHECK, id=import_id), page))
    rows.append((_undo(import_id) if done else _do(import_id),))
    return Reply(embeds=(embed,), rows=tuple(rows), panel=True)


def undone() -> Reply:
    """Return the message that an import was undone."""
    return notice(
        _("Undone"),
        _(
            "Everything the import added is gone again, except what you have changed since. "
            "`/import` can read the file again."
        ),
        color=PLAIN_COLOR,
    )


def done_before() -> Reply:
    """Return the message that there is nothing to do, or to undo."""
    return notice(
        _("Already settled"),
        _(
            "This import was already done or undone, or its day is over. Attach the file to "
            "`/import` again; nothing you already have is imported twice."
        ),
        color=WARNING_COLOR,
    )


def _intended(plan: Plan) -> list[str]:
    """Return the steps of a plan, a line each."""
    if not plan.shares:
        return [
            _("I couldn't match any of it to my catalogue for certain. Possible matches are below.")
            if plan.doubts
            else _("I couldn't match any of it to my catalogue for certain.")
        ]
    seen = [share for share in plan.shares if share.purpose is Purpose.SEEN]
    lines: list[str] = [_("Nothing has been imported yet. *Import* will")]
    if seen:
        films = {entry.film: entry.rating for share in seen for entry in share.films}
        films |= {e.film: e.rating for share in seen for e in share.films if e.rating}
        rated = sum(rating is not None for rating in films.values())
        lines.append(
            ngettext(
                "- mark {count} film as seen and rate {rated}",
                "- mark {count} films as seen and rate {rated} of them",
                len(films),
                rated=number(rated),
            )
            if rated
            else ngettext("- mark {count} film as seen", "- mark {count} films as seen", len(films))
        )
    lists = [share for share in plan.shares if share.purpose is not Purpose.SEEN]
    lines += [
        ngettext(
            "- add {count} film to your list **{name}**",
            "- add {count} films to your list **{name}**",
            len(share.films),
            name=escape(shown_name(share.name)),
        )
        for share in lists[:_LISTS_NAMED]
    ]
    if len(lists) > _LISTS_NAMED:
        lines.append(
            ngettext(
                "- fill {count} more list",
                "- fill {count} more lists",
                len(lists) - _LISTS_NAMED,
            )
        )
    if any(share.guessed for share in plan.shares):
        lines.append(
            _("The file doesn't say whether you have seen these: say so in the menu below.")
        )
    return lines


def _preview_rows(
    import_id: int, plan: Plan, name: str
) -> tuple[tuple[Button | LinkButton, ...] | Menu, ...]:
    buttons = (*((_do(import_id),) if plan.shares else ()), *_check(import_id, plan))
    rows: list[tuple[Button | LinkButton, ...] | Menu] = [buttons] if buttons else []
    guessed = [share for share in plan.shares if share.guessed]
    if guessed:
        rows.append(_meaning_menu(import_id, guessed[0].purpose, name or guessed[0].name))
    return tuple(rows)


def _meaning_menu(import_id: int, taken: Purpose, name: str) -> Menu:
    labels = {
        Purpose.LIST: _("a separate list, {name}", name=shown_name(name)),
        Purpose.SEEN: _("films that I have seen"),
        Purpose.WATCHLIST: _("for my list {name}", name=shown_name(DEFAULT_NAME)),
    }
    return Menu(
        _("These films are …"),
        tuple(
            Option(
                label,
                Request.of(RequestName.IMPORT_AS, id=import_id, to=purpose, name=name),
                chosen=purpose is taken,
            )
            for purpose, label in labels.items()
        ),
        Mode.OPEN,
    )


def _do(import_id: int) -> Button:
    return Button(
        _("Import"), Request.of(RequestName.IMPORT_DO, id=import_id), Mode.OPEN, "✅", Style.PRIMARY
    )


def _undo(import_id: int) -> Button:
    return Button(_("Undo"), Request.of(RequestName.IMPORT_UNDO, id=import_id), Mode.OPEN, "↩️")


def _check(import_id: int, plan: Plan) -> tuple[Button, ...]:
    if not plan.doubts:
        return ()
    request = Request.of(RequestName.IMPORT_CHECK, id=import_id)
    label = _("Please check ({count})", count=number(len(plan.doubts)))
    return (Button(label, request, Mode.OPEN, "🔎"),)


def _listed(listed: Listed) -> str:
    name = escape(shown_name(listed.name))
    if listed.refused:
        return _(
            "- leave out the list **{name}**: {reason}", name=name, reason=escape(listed.refused)
        )
    if listed.left:
        return ngettext(
            "- {count} film added to your list **{name}**; {left} more didn't fit",
            "- {count} films added to your list **{name}**; {left} more didn't fit",
            listed.added,
            name=name,
            left=number(listed.left),
        )
    return ngettext(
        "- {count} film added to your list **{name}**",
        "- {count} films added to your list **{name}**",
        listed.added,
        name=name,
    )
