"""A signed record, and the tools with which others look at such a file."""

import os
import shutil
from io import BytesIO

import pytest
from pypdf import PdfReader

from releases.actions import keep_record
from releases.drawing import drawing_in
from tests import factories as make
from tests.pictures import png, sent


@pytest.fixture
def signed(ana, therapist, psychiatrist):
    """A release that Ana has signed, with all the evidence that there can be."""
    release = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        categories=["progress", "substance_use_part2"],
    )
    make.signature(
        release,
        ana.user,
        typed_name="Ana María Moreno",
        initialled=["substance_use_part2"],
        authenticated_by="password, mfa totp",
        address="203.0.113.7",
        user_agent="Mozilla/5.0 (of a test)",
        drawing=drawing_in(sent(png())),
    )
    return make.change(release, signed_at=make.ago(minutes=1))


@pytest.fixture
def kept(signed, ana):
    """The record of it."""
    return keep_record(release=signed, by=ana.user)


@pytest.fixture
def pdf(kept):
    """Its bytes."""
    return bytes(kept.file)


@pytest.fixture
def tool():
    """A program by its name; without it tests are skipped, but never in CI."""

    def find(name, package):
        if path := shutil.which(name):
            return path
        advice = f"No {name} found: apt install {package}"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(advice, pytrace=False)
        pytest.skip(advice)

    return find


def text_of(pdf):
    """What stands on the pages, without the spaces, breaks and bullets that typesetting makes."""
    pages = PdfReader(BytesIO(pdf)).pages
    return run_together("".join(page.extract_text() for page in pages)).replace("•", "")


def run_together(text):
    return "".join(text.split())
