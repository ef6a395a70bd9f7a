"""Stop words: words that say nothing about a story, in general or in a question about one."""

EMPTY = frozenset(
    "a an the and or but if of at by for with about against between into through during before "
    "after above below to from up down in out on off over under again further then once here "
    "there when where why how all any both each few more most other some such no nor not only "
    "own same so than too very s t can will just don should now i me my we our you your he him "
    "his she her it its they them their what which who whom this that these those am is are was "
    "were be been being have has had having do does did doing would could as get gets got".split()
)
"""Words that find no story."""

HEDGES = frozenset(
    "movie movies film films show shows remember remembered seen saw see watch watched watching "
    "think thought maybe probably something someone somebody anyone know name title titled called "
    "help find please trying looking look years ago early late around like kinda "
    "sort pretty sure believe recall scene scenes part parts end ending beginning start plot story "
    "main character characters actor actress tv netflix vhs dvd trailer cant im ive dont didnt "
    "doesnt isnt wasnt its thats really also back one thing things stuff lot might guess edit "
    "sorry thanks description tomt tip tongue guy set based flick cinema hulu youtube "
    "recommend suggest suggestion suggestions want wanna something's i'm i've i'd i'll can't don't "
    "didn't doesn't isn't wasn't it's that's there's he's she's they're couldn't wouldn't".split()
)
"""Words of people describing what they half remember; within a story they carry meaning."""

SPANISH = frozenset(
    "el la los las un una unos unas de del al y o u e que en con por para sin sobre entre se su "
    "sus lo le les me mi mis te tu nos es son era eran fue fueron ser esta estan este esa ese "
    "estos esas esos hay no si como donde cuando cual quien quienes muy mas pero porque ya "
    "pelicula peliculas peli pelis serie series va trata acerca alguna algun algo alguien "
    "quiero busco buscar recuerdo llama llamaba titulo vi ver visto creo era tipo".split()
)
"""Spanish stop words; some of them show that a question is Spanish."""

FIRST_PERSON = frozenset({"i", "me", "my", "i'm", "i've", "i'd"})
"""Words of somebody describing their own memory."""
