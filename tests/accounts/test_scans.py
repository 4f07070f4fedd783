"""What is kept as a scan is told by its content."""

import pytest

from accounts.scans import NoScanError, kind_of
from tests import scans


@pytest.mark.parametrize("media", scans.KEPT)
def test_three_kinds_are_kept(media):
    assert kind_of(scans.KEPT[media]) == media


@pytest.mark.parametrize("name", scans.OTHER_KINDS)
def test_other_kinds_are_not(name):
    with pytest.raises(NoScanError, match="Choose a PDF, PNG or JPEG file"):
        kind_of(scans.OTHER_KINDS[name])


@pytest.mark.parametrize("name", scans.DAMAGED)
def test_what_only_begins_like_one_is_not(name):
    with pytest.raises(NoScanError, match="damaged or locked. Scan the paper again"):
        kind_of(scans.DAMAGED[name])
