"""Film notes as other people write them: a small file in each layout, and what it states.

Layouts are those of public collections; the films and people are made up.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Layout(NamedTuple):
    """A file in a layout.

    Attributes:
        name: Whose layout it is.
        file: Its name.
        text: What stands in it.
        states: What it plainly states, by the names of our fields.
    """

    name: str
    file: str
    text: str
    states: Mapping[str, object]


POSTER = "https://example.org/heat.jpg"

LAYOUTS = (
    Layout(
        "Jekyll posts",
        "_posts/2019-05-01-low-water.md",
        f"""---
layout: review
title: "Low Water"
director: Ann Bee
year: 1995
poster: {POSTER}
tags: [heist, "rainy night"]
---
It rains, and they rob a bank.
""",
        {
            "title": "Low Water", "directors": ["Ann Bee"], "year": 1995, "poster": POSTER,
            "tags": ["heist", "rainy night"], "synopsis": "It rains, and they rob a bank.",
        },
    ),
    Layout(
        "Jekyll reviews",
        "reviews/low-water.markdown",
        """---
title: Low Water
subtitle: A film of rain
poster: /assets/img/low-water.jpg
director: Ann Bee / Cy Dee
year: "1995"
duration: 2h 5m
watch: 2020-01-02
hashtags: ["#heist"]
cast: Eve Eff, Gil Aitch Jr., Ida Jay
...
""",
        {
            "title": "Low Water", "directors": ["Ann Bee", "Cy Dee"], "year": 1995,
            "runtime": 125, "tags": ["heist"], "img": "low-water.jpg",
            "cast": ["Eve Eff", "Gil Aitch Jr.", "Ida Jay"],
        },
    ),
    Layout(
        "Astro with an excerpt",
        "film/low-water.md",
        f"""---
title: Low Water
date: 2020-01-02
excerpt: It rains, and they rob a bank.
coverImage: {POSTER}
rating: 4/5
director: [Ann Bee]
---
""",
        {
            "title": "Low Water", "description": "It rains, and they rob a bank.",
            "poster": POSTER, "owner_rating": "4/5", "directors": ["Ann Bee"],
        },
    ),
    Layout(
        "Astro content with scores",
        "content/low-water.mdx",
        f"""---
title: "Low Water"
imdb_id: tt7654321
rating: 8
imdb_score: 7.4
genre: Crime, Drama
year: 1995
director: "Ann Bee, Cy Dee"
status: watched
date: 2020-01-02
cover: {POSTER}
tmdb_id: 1234567
tmdb_score: 7.1
---
import Score from "../Score.astro";

<Score value="8" />

They rob a **bank**.
""",
        {
            "title": "Low Water", "imdb_id": "7654321", "owner_rating": "8", "imdb_rating": 7.4,
            "genres": ["Crime", "Drama"], "year": 1995, "directors": ["Ann Bee", "Cy Dee"],
            "poster": POSTER, "synopsis": "They rob a bank.",
        },
    ),
    Layout(
        "Astro with the owner's rating",
        "content/low-water.md",
        """---
title: Low Water
year: 1995
imdbId: "7654321"
status: seen
genre: [Crime]
director: Ann Bee
myRating: 9
favCharacters: [Joan]
dateWatched: 2020-01-02
review: Good.
---
""",
        {
            "title": "Low Water", "year": 1995, "imdb_id": "7654321", "genres": ["Crime"],
            "directors": ["Ann Bee"], "owner_rating": "9",
        },
    ),
    Layout(
        "Hugo",
        "content/films/low-water/index.md",
        f"""---
title: "Low Water"
year: 1995
date: 2020-01-02
draft: false
genres: ["Crime"]
image: {POSTER}
imdb: "5.7/10"
imdb_link: https://www.imdb.com/title/tt7654321/
metacritic: 60
mpaa: R
rating: B+
rotten_tomatoes: 70%
summary: It rains, and they rob a bank.
---
""",
        {
            "title": "Low Water", "year": 1995, "genres": ["Crime"], "poster": POSTER,
            "imdb_rating": 5.7, "imdb_id": "7654321", "owner_rating": "B+",
            "description": "It rains, and they rob a bank.",
        },
    ),
    Layout(
        "Hugo with dates and points",
        "content/low-water.md",
        f"""---
title: Low Water
published: 2020-01-02
tags: [heist]
national: XX
cover_image: {POSTER}
release_date: 1995-12-15
watch_date: 2020-01-01
point: 7.5
---
""",
        {
            "title": "Low Water", "tags": ["heist"], "poster": POSTER, "year": 1995,
            "owner_rating": "7.5",
        },
    ),
    Layout(
        "Hugo in TOML",
        "content/low-water.md",
        """+++
title = "Low Water"
description = "It rains, and they rob a bank."
author = "Me"
date = 2020-01-02T10:00:00Z
tags = ["heist"]
rating = 3.5
rotten_tomatoes_url = "https://example.org/low"
+++

They rob a bank.
""",
        {
            "title": "Low Water", "description": "It rains, and they rob a bank.",
            "tags": ["heist"], "owner_rating": "3.5", "synopsis": "They rob a bank.",
        },
    ),
    Layout(
        "Zola",
        "content/low-water.md",
        """+++
title = "Low Water"
date = 2020-01-02
description = "It rains, and they rob a bank."

[taxonomies]
movies-directors = ["Ann Bee", "Cy Dee"]
+++
""",
        {
            "title": "Low Water", "description": "It rains, and they rob a bank.",
            "directors": ["Ann Bee", "Cy Dee"],
        },
    ),
    Layout(
        "reviews with ids only",
        "reviews/low-water.md",
        "---\ndate: 2020-01-02\nimdb_id: tt7654321\ngrade: B\nslug: low-water\n---\nGood.\n",
        {"title": "Low Water", "imdb_id": "7654321", "owner_rating": "B", "synopsis": "Good."},
    ),
    Layout(
        "JSON between rules",
        "reviews/Low Water (1995).md",
        '---\n{\n\t"imdbId": "tt7654321",\n\t"tags": ["heist"]\n}\n---\nGood.\n',
        {
            "title": "Low Water", "year": 1995, "imdb_id": "7654321", "tags": ["heist"],
            "synopsis": "Good.",
        },
    ),
    Layout(
        "JSON",
        "reviews/low.md",
        '{\n "title": "Low Water",\n "year": 1995,\n "director": {"name": "Ann Bee"}\n}\n\nGood.\n',
        {"title": "Low Water", "year": 1995, "directors": ["Ann Bee"], "synopsis": "Good."},
    ),
    Layout(
        "Obsidian with Dataview",
        "Films/Low Water (1995).md",
        f"""---
tags: movie
poster: "{POSTER}"
scoreImdb: 7.4
length: 125 min
imdbId: tt7654321
---
# Low Water
![poster|200]({POSTER})

director:: [[Ann Bee]]
year:: 1995
genre:: [[Crime]], [[Drama|Drama]]
cast:: [[people/Eve Eff|Eve Eff]], [[Gil Aitch]]
mood:: rainy

## Story
They rob a bank.

```dataview
LIST FROM #movie
```
""",
        {
            "title": "Low Water", "tags": ["movie"], "poster": POSTER, "imdb_rating": 7.4,
            "runtime": 125, "imdb_id": "7654321", "directors": ["Ann Bee"], "year": 1995,
            "genres": ["Crime", "Drama"], "cast": ["Eve Eff", "Gil Aitch"],
            "synopsis": "They rob a bank.",
        },
    ),
    Layout(
        "Obsidian, Media DB",
        "Media DB/Low Water (1987–1994).md",
        f"""---
type: series
subType: series
title: Low Water
englishTitle: Still Waters
year: 1987–1994
dataSource: OMDbAPI
url: https://www.imdb.com/title/tt7654321/
id: tt7654321
plot: It rains, and they rob a bank.
genres:
  - Crime
director:
  - Ann Bee
writer:
  - Cy Dee
studio: []
duration: 45 min
onlineRating: 7.4
actors:
  - Eve Eff
  - Gil Aitch
image: {POSTER}
released: true
premiere: 09/29/1987
watched: false
personalRating: 0
tags:
  - mediaDB/tv/series
---
""",
        {
            "kind": "tv series", "title": "Low Water", "aliases": ["Still Waters"], "year": 1987,
            "imdb_id": "7654321", "description": "It rains, and they rob a bank.",
            "genres": ["Crime"], "directors": ["Ann Bee"], "writers": ["Cy Dee"], "runtime": 45,
            "cast": ["Eve Eff", "Gil Aitch"], "poster": POSTER, "tags": ["mediaDB/tv/series"],
        },
    ),
    Layout(
        "Obsidian, a template with links",
        "Clippings/Low Water.md",
        f"""---
categories:
  - "[[Movies]]"
cover: {POSTER}
genre:
  - "[[Crime]]"
director:
  - "[[Ann Bee]]"
cast:
  - "[[Eve Eff]]"
  - "[[people/Gil Aitch|Gil Aitch]]"
runtime: 125
rating: 6
year: 1995
last: 2020-01-02
imdbId: tt7654321
via:
---
""",
        {
            "title": "Low Water", "poster": POSTER, "genres": ["Crime"], "directors": ["Ann Bee"],
            "cast": ["Eve Eff", "Gil Aitch"], "runtime": 125, "owner_rating": "6", "year": 1995,
            "imdb_id": "7654321",
        },
    ),
    Layout(
        "theatre listings",
        "films/low-water.md",
        f"""---
title: Low Water
genre: Crime/Drama
director: Ann Bee
actors: Eve Eff, Gil Aitch
duration: 125 minutes
poster: {POSTER}
banner: /banner.jpg
trailer: https://example.org/trailer
excerpt: It rains, and they rob a bank.
ReleaseDate: 15 December 1995
date: 2020-01-02
time: 20:00
seats: 80
price: 9
---
""",
        {
            "title": "Low Water", "genres": ["Crime", "Drama"], "directors": ["Ann Bee"],
            "cast": ["Eve Eff", "Gil Aitch"], "runtime": 125, "poster": POSTER,
            "description": "It rains, and they rob a bank.", "year": 1995,
        },
    ),
    Layout(
        "credits below a heading",
        "films/low-water.md",
        """---
title: Low Water
---
# Low Water (1995)

![a poster](low.jpg)

- **Directed by:** Ann Bee
- **Producer:** Pam Cue
- **Starring:** Eve Eff, Gil Aitch

Writer : `Cy Dee`

They rob a bank.
""",
        {
            "title": "Low Water", "directors": ["Ann Bee"], "cast": ["Eve Eff", "Gil Aitch"],
            "writers": ["Cy Dee"], "synopsis": "They rob a bank.",
        },
    ),
    Layout(
        "our own",
        "low-water.md",
        """---
title: "Low Water"
kind: "movie"
genres: ["Crime"]
language: "English"
year: "1995"
imdb_rating: "7.4"
votes: "1234"
imdb_id: "7654321"
color: "2a9d8f"
---
Director: `Ann Bee`

Cast: `Eve Eff` `Gil Aitch`

They rob a bank.
""",
        {
            "title": "Low Water", "kind": "movie", "genres": ["Crime"], "language": ["English"],
            "year": 1995, "imdb_rating": 7.4, "votes": 1234, "imdb_id": "7654321",
            "color": "2a9d8f", "directors": ["Ann Bee"], "cast": ["Eve Eff", "Gil Aitch"],
            "synopsis": "They rob a bank.",
        },
    ),
)  # fmt: skip
