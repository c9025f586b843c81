from __future__ import annotations

import pytest

from benchmarks.fetch_kill import Trial, try_out


# `python -m benchmarks.fetch_kill` does it with 500 pages and 20 kills.
@pytest.mark.slow
@pytest.mark.parametrize("warc", [False, True])
def test_a_run_killed_at_random_moments_loses_nothing_and_asks_for_nothing_twice(warc):
    findings = try_out(Trial(pages=40, hosts=8, kills=2, warc=warc), seed=7)

    assert findings.kills == 2
    assert findings.clean, findings
