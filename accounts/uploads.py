"""Files that people send: kept in memory, never on the disk, and never more than the limit."""

import html
from io import BytesIO

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http.multipartparser import MultiPartParser

# A request that is this many times larger than any file may be is not even read to its end.
ABSURD = 16


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
        self.left = settings.UPLOAD_LIMIT
        if content_length > ABSURD * settings.UPLOAD_LIMIT:
            raise RequestDataTooBig("Nothing that may be sent here is as large as this.")
        return FolderTellingParser(META, input_data, [self], encoding).parse()

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        self.left -= len(raw_data)
        if self.left < 0:
            self.file = BytesIO()
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
