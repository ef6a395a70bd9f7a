"""Imports: exports of other sites, read into films.

``reading`` takes a file and gives what ``model`` calls an import; ``archive`` takes ZIPs apart,
``tables`` finds separator and header, ``columns`` says what a column means, ``trakt`` reads JSON,
``purpose`` tells seen films from lists, ``plan`` merges what one film has in several files.
``letterboxd`` goes the other way.
"""
