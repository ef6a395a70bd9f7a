"""What else people call genres and languages; keys are the names of the record format."""

from collections.abc import Mapping

GENRE_ALIASES: Mapping[str, tuple[str, ...]] = {
    "Action": ("action film", "action movie"),
    "Adventure": ("adventures",),
    "Animation": ("animated", "cartoon", "cartoons", "anime"),
    "Biography": ("biopic", "biographical", "true story"),
    "Comedy": ("comedies", "funny"),
    "Crime": ("gangster", "heist", "mafia"),
    "Documentary": ("documentaries", "docu", "doc"),
    "Drama": ("dramas", "dramatic"),
    "Family": ("kids", "children", "for children"),
    "Fantasy": ("fantastic", "fairy tale"),
    "Film-Noir": ("noir",),
    "Game-Show": ("quiz",),
    "History": ("historical", "period"),
    "Horror": ("scary", "horrors"),
    "Music": ("concert",),
    "Musical": ("musicals",),
    "Mystery": ("whodunit", "mysteries"),
    "Reality-TV": ("reality", "reality show"),
    "Romance": ("romantic", "love story"),
    "Sci-Fi": ("science fiction", "scifi", "sf", "science-fiction"),
    "Sport": ("sports",),
    "Talk-Show": ("talk",),
    "Thriller": ("thrillers", "suspense"),
    "War": ("war film",),
    "Western": ("westerns", "cowboy"),
}

LANGUAGE_ALIASES: Mapping[str, tuple[str, ...]] = {
    "None": ("silent", "no dialogue"),
    "Mandarin": ("chinese",),
    "Persian": ("farsi", "iranian"),
    "Norwegian": ("norsk",),
    "Spanish": ("castilian", "español"),
    "German": ("deutsch",),
    "French": ("français",),
    "Korean": ("south korean",),
    "Tagalog": ("filipino",),
}
