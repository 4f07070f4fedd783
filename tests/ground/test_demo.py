"""The demo has something for everybody who signs in to it."""

import pytest
from django.core.management import call_command

from providers.duplicates import look_alikes
from providers.models import Import, Provider


@pytest.mark.django_db
def test_a_file_and_a_pair_wait_for_whoever_keeps_the_directory(settings, tmp_path):
    settings.DEBUG, settings.VAR_DIR = True, tmp_path
    call_command("demo")
    waiting = Import.objects.get()
    assert waiting.state == Import.State.UPLOADED
    assert {"name", "npi", "licence_ends"} <= waiting.mapping.keys()
    twice = Provider.objects.get(name="Brandt, Olga")
    ((_one, _other, reasons),) = look_alikes([twice.pk])
    assert reasons == ["licence"]
    assert "ruth@demo.example" in (tmp_path / "demo-logins.txt").read_text()
