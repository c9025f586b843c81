"""Training of the block model: corpora in, `cleaner/labels/weights/` and `docs/model-card.md` out.

`datasets` reads the corpora and labels blocks by aligning them with the truth (`align`). `words` fits the
vocabulary, `trees` the block model, `types` the page types, `cuts` the page's cut, each on what the one
before says of pages it has not seen. `evaluate` scores the whole, `export` writes it down.
"""
