"""A form signed on paper: printed, recorded, in force, opened by who was named, stopped."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from accounts.acting import acting_as
from accounts.scans import Scan
from releases.actions.paper import record_paper
from releases.models import PaperOriginal
from releases.paper import printed
from tests import factories as make
from tests import people, scans
from tests.browsing import DESK, PHONE
from tests.journeys.doors import enter
from tests.written import lines

PDF = scans.KEPT["application/pdf"]
SCAN = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def asked():
    """Miriam asks Ana whether she may tell Julian, and wrote him a note already."""
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    julian = people.a_provider("Julian Okafor", "psychiatrist", "MD")
    make.treatment(ana.client, miriam.provider)
    note = make.item(miriam.provider, ana.client, categories=["trauma_violence"], body="Sleeps.")
    make.share(note, julian.provider)
    return make.request(
        ana.client,
        proposed_by=miriam.provider,
        disclosers=[miriam.provider],
        recipients=[julian.provider],
        categories=["trauma_violence"],
    )


@pytest.mark.long
def test_print_record_open_and_stop(window, asked):
    miriam = enter(window(scripts=False, **DESK), asked.proposed_by.user)
    code = printed(asked, "en").code
    miriam.open(f"/releases/{asked.pk}/").follow("Print it to be signed on paper").sees(code)
    miriam.follow("Record the signed paper").sees("Could be opened at once")
    miriam.press("Record it and start sharing").sees("Choose the file with the scan")
    miriam.fill(code=code).tick(signers="client", initialled="trauma_violence")
    miriam.page.locator("[name=attested]").check()
    miriam.page.locator("[name=scan]").set_input_files(SCAN)
    miriam.press("Record it and start sharing").sees("From now on it is in force.")
    julian = asked.parties.get(side="recipient").provider
    reader = enter(window(**DESK), julian.user)
    reader.open("/shared/").follow("Note").sees("Sleeps.")
    ana = enter(window(**PHONE), asked.client.user)
    ana.open(f"/releases/{asked.pk}/receipt/").sees("Signed on paper on", "Miriam Stone")
    ana.follow("Stop it now").press("Stop sharing").sees("You stopped sharing")
    asked.refresh_from_db()
    assert asked.revoked_at


def test_recorded_eight_times_at_once_it_is_recorded_once(accord, asked):
    by, paper = asked.proposed_by.user, printed(asked, "en")

    def record(_number):
        try:
            with acting_as(by):
                return record_paper(
                    release=asked,
                    by=by,
                    paper=paper,
                    signers=[],
                    initialled=["trauma_violence"],
                    signed_on=timezone.localdate(),
                    scan=Scan(PDF, "application/pdf"),
                ).at
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people_at_once:
        assert len(set(people_at_once.map(record, range(8)))) == 1
    assert PaperOriginal.objects.filter(release=asked).count() == 1
    assert lines(asked.client).count("paper_recorded") == 1
