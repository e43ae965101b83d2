"""Loading many rows."""

from __future__ import annotations

import gc

import pytest

from communique.store.bulk import collecting_seldom


@pytest.mark.parametrize("was_on", [True, False])
def test_collecting_is_as_before_even_after_a_failure(was_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with pytest.raises(ValueError, match="invalid literal"), collecting_seldom():
            int(f"torn {gc.isenabled()}")
        assert gc.isenabled() == was_on
    finally:
        (gc.enable if before else gc.disable)()
