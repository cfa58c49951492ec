"""Demo content: the real areas of the network with invented offers, so that everything can be tried.

`data/` holds the texts, `make.py` puts them together as plain values, `seed.py` writes them. What a visitor sees carries the
banner "demo"; no membership is claimed here as fact (data/README.md).
"""
