"""The file in pieces: read from anywhere, and gone when nobody needs it any more."""

import io
import random

import pytest

from providers.importing import chunks
from providers.importing.chunks import KeptFile, hash_of, keep
from providers.models import Import, ImportChunk
from providers.tasks import drop_files
from tests import factories as make
from tests.attempts import run
from tests.providers.importing.conftest import HELEN, sheet, worked
from tests.roles import as_role

pytestmark = pytest.mark.django_db


def test_it_reads_as_the_file_does(desk, monkeypatch):
    monkeypatch.setattr(chunks, "CHUNK", 1000)
    dice = random.Random(7)
    content = dice.randbytes(12_345)
    one = make.import_of(desk.user, size=len(content))
    keep(io.BytesIO(content), one)
    assert one.chunks.count() == 13
    kept, file = io.BufferedReader(KeptFile(one), 64), io.BytesIO(content)
    for _time in range(300):
        place, size = dice.randrange(13_000), dice.randrange(3_000)
        assert kept.seek(place) == file.seek(place)
        assert kept.read(size) == file.read(size)
    assert hash_of(KeptFile(one)) == hash_of(io.BytesIO(content))


@pytest.mark.parametrize(
    "crime", ["delete from providers_importchunk", "update providers_importchunk set data = 'x'"]
)
def test_a_piece_that_is_gone_or_spoilt_is_a_clear_end(desk, crime):
    one = desk.checked(sheet(HELEN))
    desk.confirm(one)
    run(crime)
    worked()
    one.refresh_from_db()
    assert (one.state, "Upload it again" in one.remark) == (Import.State.FAILED, True)


def dropped():
    with as_role("clerk"):
        drop_files()
    return not ImportChunk.objects.exists()


def test_files_go_when_nothing_can_be_undone_any_more(desk):
    desk.imported(sheet(HELEN))
    assert not dropped()
    run("update providers_import set undo_until = clock_timestamp() - interval '1 second'")
    assert dropped()


def test_files_that_wait_are_kept_and_cancelled_ones_are_not(desk):
    one = desk.checked(sheet(HELEN))
    assert not dropped()
    run("update providers_import set state = 'cancelled' where id = %s", str(one.pk))
    assert dropped()
