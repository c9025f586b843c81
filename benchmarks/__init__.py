"""How good the documents are, in figures: corpora with ground truth, the peers, pinned floors.

What comes in is a folder of corpora (pages beside truth) that lies outside the checkout; not one page or
sentence of it is copied into the project, only figures and digests. `corpora` reads it, `systems` is the
table of what can be measured, `runner` gives every page to every system under a deadline and clocks the CPU
time, `scores` and `fields` compare with the truth, `tables` prints. Three commands come out:

    python -m benchmarks              the comparison, by corpus and page type
    python -m benchmarks.gate         exit status 1 where a figure fell below its pinned floor
    python -m benchmarks.hostile      pages made to break extractors, at growing size
"""

from __future__ import annotations
