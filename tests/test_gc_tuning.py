"""What was imported stays out of collections, which hold the event loop."""

import gc

from bot.runtime.gc_tuning import collecting_later, leave_out_imports


def test_what_was_left_out_stays_out_when_collecting_goes_on() -> None:
    leave_out_imports()
    left_out = gc.get_freeze_count()
    with collecting_later():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0.99 * left_out > 0  # a few objects have gone since then
