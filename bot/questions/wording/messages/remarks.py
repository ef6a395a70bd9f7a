"""Messages: remarks added to an answer or given instead of one."""

from collections.abc import Mapping

from bot.i18n import NC_

REMARKS: Mapping[str, str] = {
    "empty.not_all": NC_(
        "empty.not_all",
        "Nobody is listed for all {count}; the most frequent: {names}. Credits here are "
        "incomplete.",
    ),
    "empty.fewer": NC_("empty.fewer", "Only {count} to choose from: {what}."),
    "empty.no_more": NC_("empty.no_more", "I have nothing else with {people}."),
    "empty.films": NC_("empty.films", "I have no matches for {what}."),
    "empty.no_person": NC_("empty.no_person", "{names} isn't in this catalogue."),
    "empty.no_people": NC_("empty.no_people", "{names} aren't in this catalogue."),
    "empty.unknown_value": NC_("empty.unknown_value", "I have no information on {what}."),
    "empty.no_role": NC_("empty.no_role", "I have no data on {role}."),
    "empty.no_attribute": NC_("empty.no_attribute", "I have no data on {attribute}."),
    "empty.nothing": NC_("empty.nothing", "I have nothing under {attribute} “{label}”."),
    "empty.no_character": NC_(
        "empty.no_character",
        "I don't know of anybody called {name} in these films; for most of them, roles aren't "
        "recorded.",
    ),
    "empty.no_title": NC_("empty.no_title", "I have no film or series called “{name}” here."),
    # What is known of titles that the catalogue lacks.
    "absent.year": NC_("absent.year", "{title} isn't in this catalogue; it came out in {value}."),
    "absent.director": NC_(
        "absent.director",
        "{title} isn't in this catalogue; it was directed by {value}.",
    ),
    "absent.genre": NC_(
        "absent.genre",
        "{title} isn't in this catalogue; elsewhere it is filed under {value}.",
    ),
    "absent.rating": NC_(
        "absent.rating",
        "{title} isn't in this catalogue; elsewhere it is rated {value} out of 10.",
    ),
    "absent.runtime": NC_(
        "absent.runtime",
        "{title} isn't in this catalogue; it is {value} minutes long.",
    ),
    "nearest.without": NC_("nearest.without", "Leaving out {what}, I found {names}."),
    "nearest.any_role": NC_("nearest.any_role", "{people} in any role: {names}."),
    # What a record leaves out.
    "unsaid.year": NC_("unsaid.year", "The record for {title} doesn't say when it came out."),
    "unsaid.decade": NC_("unsaid.decade", "The record for {title} doesn't say when it came out."),
    "unsaid.genre": NC_("unsaid.genre", "The record for {title} doesn't name a genre."),
    "unsaid.language": NC_(
        "unsaid.language",
        "The record for {title} doesn't say which language it is in.",
    ),
    "unsaid.tag": NC_("unsaid.tag", "The record for {title} has no tags."),
    "unsaid.rating": NC_("unsaid.rating", "{title} has no rating here."),
    "unsaid.votes": NC_("unsaid.votes", "The record for {title} doesn't say how many voted."),
    "unsaid.runtime": NC_("unsaid.runtime", "The record for {title} doesn't say how long it is."),
    "unsaid.kind": NC_(
        "unsaid.kind",
        "The record for {title} doesn't say what sort of title it is.",
    ),
    "unsaid.story": NC_("unsaid.story", "The record for {title} doesn't tell its story."),
    "unsaid.about": NC_(
        "unsaid.about",
        "I can't tell from its record whether {title} is about that.",
    ),
    "unsaid.watch": NC_("unsaid.watch", "The record for {title} doesn't say where to watch it."),
    "unsaid.director": NC_(
        "unsaid.director",
        "The record for {title} doesn't say who directed it.",
    ),
    "unsaid.cast": NC_("unsaid.cast", "The record for {title} doesn't say who is in it."),
    "unsaid.writer": NC_("unsaid.writer", "The record for {title} doesn't say who wrote it."),
    "unsaid.any": NC_("unsaid.any", "The record for {title} doesn't say who made it."),
    "note.incomplete": NC_(
        "note.incomplete",
        "Credits here are incomplete: somebody who isn't listed may still be in it.",
    ),
    "note.namesakes": NC_(
        "note.namesakes",
        "There are {count} titles called {title}; this is about {label}.",
    ),
    "note.guessed": NC_("note.guessed", "I took “{written}” for {name}."),
    "note.mood": NC_("note.mood", "I have no data on moods, so I took “{written}” to mean genres."),
    "note.kids": NC_("note.kids", "I have no age ratings, so I took “{written}” to mean genres."),
    "note.seen": NC_(
        "note.seen",
        "Shall I mark {title} as seen? Press the button; /pick then leaves it out.",
    ),
    "note.seen_many": NC_(
        "note.seen_many",
        "To mark one as seen, press 📌 Mine on its card; /pick then leaves it out.",
    ),
    "note.only_netflix": NC_("note.only_netflix", "The records say nothing about other services."),
    "note.greyscale": NC_(
        "note.greyscale",
        "I don't know which titles are in black and white, so I took “{written}” to mean those "
        "up to 1965.",
    ),
    "note.hidden": NC_(
        "note.hidden",
        "I took “{written}” to mean titles rated 6 or better with few votes.",
    ),
    "note.studio": NC_(
        "note.studio",
        "I have no data on studios, so I took “{written}” to mean family and animated titles.",
    ),
    "note.no_studio": NC_(
        "note.no_studio", "I have no data on studios, so I can't say whether “{written}” made it."
    ),
    "note.trash": NC_(
        "note.trash",
        "I took “{written}” to mean well-known titles rated 5.5 or lower.",
    ),
    "note.foreign": NC_(
        "note.foreign",
        "{title} isn't in this catalogue, so I went by its genres ({genres}), its themes and its "
        "time.",
    ),
    "like.missing": NC_(
        "like.missing",
        "I have no film or series called “{name}” to compare with.",
    ),
    "like.rest": NC_("like.rest", "{missing} Going by the rest: {said}"),
    "like.name_one": NC_(
        "like.name_one",
        "{missing} Name one that is here, or say what it is about, and I'll look for similar "
        "titles.",
    ),
    "note.any_genre": NC_(
        "note.any_genre",
        "Nothing here has all these genres at once; these have at least one of them.",
    ),
    "note.no_story": NC_(
        "note.no_story",
        "No story here is clearly about {words}, so I left that out.",
    ),
    "note.left_out": NC_("note.left_out", "I left out {words}."),
    "note.unlisted": NC_("note.unlisted", "Titles without that information are left out."),
    "note.by_stories": NC_(
        "note.by_stories",
        "What is left out goes by the stories here; something of it may remain.",
    ),
    "note.netflix": NC_(
        "note.netflix",
        "Going by the Netflix ids in the records; its selection changes, and differs by country.",
    ),
    "decline.too_much": NC_(
        "decline.too_much",
        "That's more than I can work out at once; narrow it to a genre or a decade.",
    ),
    "decline.beyond": NC_("decline.beyond", "I have no data on {topics}."),
    "decline.unknown": NC_("decline.unknown", "I don't know what {words} means here."),
    "decline.unknown_many": NC_("decline.unknown_many", "I don't know what {words} mean here."),
    "decline.unnamed": NC_(
        "decline.unnamed",
        "I have no title or person called {words}. Check the spelling, or see /help for what you "
        "can ask.",
    ),
    "decline.first_name": NC_(
        "decline.first_name",
        "A first name alone doesn't tell me who is meant. Called {name} here: {names}.",
    ),
    "decline.year": NC_(
        "decline.year",
        "I have nothing from {years}; my titles are from {first} to {last}. Ask for one of those "
        "years.",
    ),
    "decline.unplaced": NC_("decline.unplaced", "I couldn't place {words}."),
    "decline.understood": NC_("decline.understood", "I understood {what}."),
    "decline.parts": NC_("decline.parts", "I understood {what}, but not how they fit together."),
    "decline.nothing": NC_(
        "decline.nothing",
        "I didn't understand that as a question about films; /help shows what you can ask.",
    ),
    "decline.nothing_before": NC_(
        "decline.nothing_before",
        "I don't know what that refers to; please ask the whole question.",
    ),
    "decline.offer": NC_("decline.offer", "Do you want {what}? Say yes, or press a button."),
    # Topics that the catalogue does not cover.
    "beyond.certificate": NC_("beyond.certificate", "age certificates"),
    "beyond.trailer": NC_("beyond.trailer", "trailers and clips"),
    "beyond.review": NC_("beyond.review", "reviews"),
    "beyond.song": NC_("beyond.song", "songs and soundtracks"),
    "beyond.showtime": NC_("beyond.showtime", "showtimes and cinemas"),
    "beyond.watch": NC_("beyond.watch", "where to stream, rent or buy films"),
    "beyond.money": NC_("beyond.money", "money"),
    "beyond.award": NC_("beyond.award", "awards"),
    "beyond.episode": NC_("beyond.episode", "seasons and episodes"),
    "beyond.month": NC_("beyond.month", "days and months of release"),
    "beyond.part": NC_("beyond.part", "what characters are called"),
    "beyond.character": NC_("beyond.character", "characters"),
    "beyond.offered": NC_("beyond.offered", "who was offered a role"),
    "beyond.crew": NC_("beyond.crew", "producers, studios and the rest of the crew"),
    "beyond.place": NC_("beyond.place", "places and countries"),
    "beyond.life": NC_("beyond.life", "people's lives"),
    "beyond.future": NC_("beyond.future", "upcoming films, sequels and source material"),
    "beyond.quote": NC_("beyond.quote", "quotes and endings"),
    "beyond.similar": NC_(
        "beyond.similar", "similar titles (a title's card has a button for them)"
    ),
    "beyond.look": NC_("beyond.look", "how a film looks"),
    "beyond.chance": NC_("beyond.chance", "random picks (try /random)"),
    "beyond.mood": NC_("beyond.mood", "moods and how a film feels"),
    "beyond.seen": NC_("beyond.seen", "what you have seen"),
}
