"""Writes IMDb's files by hand: a few rows, in the exact form."""

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.catalog.imdb.tables import Table

Rows = Mapping[Table, Sequence[str]]

ROWS: Rows = {
    Table.RATINGS: [
        "tt0079417\t7.8\t160000",
        "tt0089755\t7.1\t88000",
        "tt0903747\t9.5\t2300000",
        "tt0000009\t5.0\t12",
        "tt9000001\t4.4\t900",
    ],
    Table.BASICS: [
        "tt0079417\tmovie\tKramer vs. Kramer\tKramer vs. Kramer\t0\t1979\t\\N\t105\tDrama",
        "tt0089755\tmovie\tOut of Africa\tAfrica\t0\t1985\t\\N\t161\tBiography,Drama,Romance",
        "tt0903747\ttvSeries\tBreaking Bad\tBreaking Bad\t0\t2008\t2013\t45\tCrime,Drama,Thriller",
        "tt0000009\tmovie\t\"Quoted\" and 'odd' Élan\tX\t0\t\\N\t\\N\t\\N\t\\N",
        "tt0959621\ttvEpisode\tPilot\tPilot\t0\t2008\t\\N\t58\tCrime,Drama",
        "tt9000001\tvideo\tFor Grown-ups\tFor Grown-ups\t1\t2001\t\\N\t80\tAdult",
        "tt12345678\tmovie\tUnrated\tUnrated\t0\t2024\t\\N\t90\tComedy",
    ],
    Table.AKAS: [
        "tt0079417\t1\tKramer gegen Kramer\tDE\t\\N\timdbDisplay\t\\N\t0",
        "tt0079417\t2\tKramer vs. Kramer\tUS\t\\N\timdbDisplay\t\\N\t0",
        "tt0079417\t3\tKramer contra Kramer\tES\t\\N\timdbDisplay\t\\N\t0",
        "tt0079417\t4\tKramer contra kramer\tMX\t\\N\timdbDisplay\t\\N\t0",
        "tt0079417\t5\tKramer vs. Kramer\t\\N\t\\N\toriginal\t\\N\t1",
        "tt0089755\t1\tMemorias de África\tES\t\\N\timdbDisplay\t\\N\t0",
        "tt0089755\t2\tÁfrica mía\tAR\t\\N\timdbDisplay\t\\N\t0",
        *(
            f"tt0903747\t{place}\tBad Number {place}\tUS\t\\N\talternative\t\\N\t0"
            for place in range(1, 12)
        ),
        "tt5555555\t1\tNobody asked\tUS\t\\N\t\\N\t\\N\t0",
    ],
    Table.PRINCIPALS: [
        'tt0079417\t3\tnm0000658\tactress\t\\N\t["Joanna Kramer"]',
        'tt0079417\t1\tnm0000163\tactor\t\\N\t["Ted Kramer","Father"]',
        "tt0079417\t2\tnm0000914\tdirector\t\\N\t\\N",
        'tt0079417\t4\tnm0000163\tself\t\\N\t["Self"]',
        'tt0089755\t1\tnm0000658\tactress\t\\N\t["Karen"]',
        'tt0089755\t2\tnm0000602\tactor\t\\N\t["Denys"]',
        'tt0903747\t1\tnm0186505\tactor\t\\N\t["Walter ""Heisenberg"" White"]',
        "tt9000001\t1\tnm9999999\tactor\t\\N\t\\N",
    ],
    Table.CREW: [
        "tt0079417\tnm0000914\tnm0000914,nm0180000",
        "tt0089755\tnm0001628\t\\N",
        "tt0903747\t\\N\tnm0319213",
        "tt0000009\tnm7777777\t\\N",
    ],
    Table.NAMES: [
        "nm0000163\tDustin Hoffman\t1937\t\\N\tactor\ttt0079417",
        "nm0000602\tRobert Redford\t1936\t\\N\tactor\ttt0089755",
        "nm0000658\tMeryl Streep\t1949\t\\N\tactress\ttt0079417,tt0089755",
        "nm0000914\tRobert Benton\t1932\t\\N\twriter\ttt0079417",
        "nm0001628\tSydney Pollack\t1934\t2008\tdirector\ttt0089755",
        "nm0180000\tAvery Corman\t1935\t\\N\twriter\ttt0079417",
        "nm0186505\tBryan Cranston\t1956\t\\N\tactor\ttt0903747",
        "nm0319213\tVince Gilligan\t1967\t\\N\twriter\ttt0903747",
        "nm5555555\tSomebody Else\t\\N\t\\N\t\\N\t\\N",
        "nm9999999\tGrown Up\t\\N\t\\N\t\\N\t\\N",
    ],
}


def write_files(folder: Path, changes: Rows | None = None) -> Path:
    """Write all files, some with other rows; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in {**ROWS, **(changes or {})}.items():
        text = "\n".join(["\t".join(table.columns), *rows, ""])
        (folder / table.file_name).write_bytes(gzip.compress(text.encode(), mtime=0))
    return folder
