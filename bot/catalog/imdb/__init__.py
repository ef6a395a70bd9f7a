"""IMDb's public data sets in the catalogue, beside the records.

``importer`` reads the files into one SQLite file, complete or not there; ``merge`` puts that file
into each catalogue that is built. ``docs/imdb.md`` tells users what is taken and what is not.
"""
