"""What people send stays in memory and within the limit, at every address."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from accounts.uploads import ABSURD


@pytest.fixture
def send(settings):
    """The request in which these files were sent, with a limit of 1,000 bytes."""
    settings.UPLOAD_LIMIT = 1000

    def send(**files):
        sent = {name: SimpleUploadedFile(name, content) for name, content in files.items()}
        request = RequestFactory().post("/", sent | {"word": "said"})
        assert request.POST["word"] == "said"
        return request

    return send


def test_a_small_file_is_there_as_it_was_sent(send):
    request = send(one=b"x" * 1000)
    assert request.FILES["one"].read() == b"x" * 1000
    assert not hasattr(request, "upload_was_too_large")


def test_of_a_large_one_nothing_is_kept_but_that_it_was_too_large(send):
    request = send(one=b"x" * 1001)
    assert not request.FILES
    assert request.upload_was_too_large


def test_all_files_of_a_request_share_the_limit(send):
    request = send(one=b"x" * 600, other=b"y" * 600)
    assert list(request.FILES) == ["one"]


def test_what_nobody_can_mean_is_refused_unread(send):
    request = RequestFactory().generic(
        "POST", "/", b"--x", content_type="multipart/form-data; boundary=x"
    )
    request.META["CONTENT_LENGTH"] = str(ABSURD * 1000 + 1)
    with pytest.raises(RequestDataTooBig, match="as large as this"):
        _ = request.POST


def test_the_site_uses_it_everywhere(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["accounts.uploads.BoundedUploadHandler"]
