"""Messages: small talk, turns and offers."""

from collections.abc import Mapping

from bot.i18n import NC_

TALK: Mapping[str, str] = {
    "turn.no_more": NC_("turn.no_more", "That was the last of these: {what}."),
    "turn.found": NC_("turn.found", "{title} it is. Enjoy the film! 🍿"),
    "turn.why": NC_("turn.why", "Because I looked for this: {what}."),
    "turn.no_reason": NC_("turn.no_reason", "I can't say why: I have facts, but no opinions."),
    "turn.no_sequel": NC_(
        "turn.no_sequel",
        "I don't know of another part of {title}, before or after it.",
    ),
    "turn.no_other": NC_(
        "turn.no_other",
        "I have no other film or series with that name, only {title}.",
    ),
    "talk.yes": NC_("talk.yes", "Good. Ask me about a film whenever you like."),
    "talk.no": NC_(
        "talk.no",
        "All right. What should be different: the year, the genre, who is in it, what happens "
        "in it?",
    ),
    "talk.found": NC_("talk.found", "Glad you found it! Ask me for more whenever you want."),
    "talk.choose": NC_("talk.choose", "Use /pick, and I'll draw one for you."),
    "talk.show": NC_("talk.show", "Show you what? Ask me for films first."),
    "talk.more_about": NC_("talk.more_about", "More about what? Name a film first."),
    "talk.why": NC_("talk.why", "Why what? Ask me about a film first."),
    "talk.sure": NC_(
        "talk.sure",
        "That's what the records here say. They may be wrong, and their credits are incomplete.",
    ),
    "talk.similar": NC_("talk.similar", "Similar to what? Name a film first."),
    "talk.another": NC_("talk.another", "Another of what? Ask me for films first."),
    "talk.seen": NC_("talk.seen", "Mark it with 📌 Mine on its card, and /pick will leave it out."),
    "talk.pick": NC_("talk.pick", "Use /pick, and I'll draw one for you."),
    "talk.try": NC_("talk.try", "{said} Try {examples}."),
    "talk.help": NC_(
        "talk.help",
        "I answer questions about films and series: who made them, who is in them, which ones "
        "suit what you feel like. /help shows everything.",
    ),
    "talk.source": NC_(
        "talk.source",
        "From the records of my catalogue: files with titles, years, genres, credits, ratings and "
        "votes. I don't make anything up.",
    ),
    "talk.who": NC_(
        "talk.who",
        "I'm Marquee, a bot that answers questions about films and series from its catalogue.",
    ),
    "talk.taste": NC_(
        "talk.taste",
        "Of course! As a bot I have no favourite, but I love being asked about films.",
    ),
    "talk.asking": NC_("talk.asking", "Sure, go ahead: ask me about any film, series or person."),
    "talk.insult": NC_(
        "talk.insult",
        "Sorry that I was no help. Tell me what you're looking for in other words, and I'll try "
        "to do better.",
    ),
    "talk.bye": NC_("talk.bye", "Good night and see you later. Enjoy the film! 🍿"),
    "talk.thanks": NC_("talk.thanks", "You're welcome! Enjoy the film."),
    "talk.praise": NC_("talk.praise", "Glad you like it! Ask me for more whenever you want."),
    "talk.laugh": NC_("talk.laugh", "😄 Glad to amuse you! Ask me about a film."),
    "talk.fine": NC_("talk.fine", "I'm well, thanks, and ready for films."),
    "talk.greeting": NC_("talk.greeting", "Hello! Ask me about films."),
    "talk.nothing": NC_("talk.nothing", "All right. Ask me about a film whenever you like."),
    "talk.signs": NC_(
        "talk.signs",
        "🎬 Ask me about films in plain words; /help shows all I can do.",
    ),
    # Questions that work as they stand.
    "example.person": NC_("example.person", "films with {name}"),
    "example.title": NC_("example.title", "who directed {name}"),
    "example.decade": NC_("example.decade", "best films of the {name}"),
    "suggest.person": NC_("suggest.person", "the person {name}"),
    "suggest.title": NC_("suggest.title", "the title {name}"),
}
