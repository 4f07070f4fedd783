"""Files that people send: never more than the limit, and kept in memory but for a few pages."""

import html
from io import BytesIO
from tempfile import TemporaryFile

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http.multipartparser import MultiPartParser

# A request that is this many times larger than any file may be is not even read to its end.
ABSURD = 16


def takes_large_files(limit, *, from_whom):
    """A page that takes files up to the setting `limit`, from the people of whom `from_whom` is
    true; they pass through a file without a name, which is gone with the request."""

    def marked(view):
        view.large_uploads = (limit, from_whom)
        return view

    return marked


class BoundedUploadHandler(FileUploadHandler):
    """Django's own would write any amount, for anybody, into a temporary file.

    Of a file that is too large nothing is kept. It is missing from `request.FILES`, and
    `request.upload_was_too_large` says why. All files of a request share the limit.
    Of a name with a folder the folder is dropped, and `request.upload_name_had_folder` says so.
    """

    chunk_size = 64 * 2**10
    left = None

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803
        if self.left is not None:
            return None  # asked again, by the parser below
        limit = self._large_limit()
        self.is_large = limit > 0
        self.left = limit or settings.UPLOAD_LIMIT
        if content_length > ABSURD * self.left:
            raise RequestDataTooBig("Nothing that may be sent here is as large as this.")
        return FolderTellingParser(META, input_data, [self], encoding).parse()

    def _large_limit(self):
        """What this page takes from this person beyond what every page takes; 0 for nothing."""
        match = getattr(self.request, "resolver_match", None)
        limit, from_whom = getattr(match and match.func, "large_uploads", ("", None))
        return getattr(settings, limit) if limit and from_whom(self.request.user) else 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = TemporaryFile() if self.is_large else BytesIO()  # noqa: SIM115

    def receive_data_chunk(self, raw_data, start):
        self.left -= len(raw_data)
        if self.left < 0:
            self.file.close()
            self.request.upload_was_too_large = True
            raise SkipFile
        self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


class FolderTellingParser(MultiPartParser):
    """Django's own drops a folder from a name, and nobody hears of it."""

    def sanitize_file_name(self, file_name):
        if set(html.unescape(file_name)) & {"/", "\\"}:
            self._upload_handlers[0].request.upload_name_had_folder = True
        return super().sanitize_file_name(file_name)
