from __future__ import annotations

import numpy as np
import pytest

from cleaner.features.frame import read_frame
from cleaner.labels.siblings import with_siblings
from tests.making import blocks_of

TEXT = "The path climbs through the larch wood until the hut comes into view."
STORY = f"<div><p>{TEXT}</p>{{}}<p>{TEXT}</p></div>"


@pytest.mark.parametrize(
    ("beside", "probability", "kept"),
    [
        (f"<p>{TEXT}</p>", 0.25, True),
        (f"<p>{TEXT}</p>", 0.15, False),
        ("<pre>fold()</pre>", 0.25, True),
        ("<p>Mara Lind, who has kept the hut for thirty years</p>", 0.4, False),
        ("<p>It is open.</p>", 0.4, False),
        (f"<p><a href=/a>{TEXT}</a></p>", 0.4, False),
        (f"<p hidden>{TEXT}</p>", 0.4, False),
        (f"<p class=newsletter-signup>{TEXT}</p>", 0.4, False),
        (f"<div>{TEXT}</div>", 0.4, False),
        (f"<section><p>{TEXT}</p></section>", 0.4, False),
    ],
    ids="paragraph unlikely code no-sentence short link hidden zone other-tag elsewhere".split(),
)
def test_a_paragraph_beside_kept_ones_is_kept_unless_it_is_unlikely(beside, probability, kept):
    frame = read_frame(blocks_of(STORY.format(beside)))
    chances = np.array([0.9, probability, 0.9], np.float32)

    assert with_siblings(frame, chances, chances > 0.5).tolist() == [True, kept, True]
