"""Long answers that are read while they are sent."""

from django.http import StreamingHttpResponse

from accounts.acting import acting_as


class ActingStream(StreamingHttpResponse):
    """A stream that is made in a transaction of its own, in which its reader is acting.

    The transaction of the request has ended by then: what counts as having happened, such as a
    line in the ledger, is written before.
    """

    def __init__(self, reader, pieces, **facts):
        super().__init__(_acting(reader, pieces), **facts)


def _acting(reader, pieces):
    """`pieces` is called once it is time: a queryset must not be asked before."""
    with acting_as(reader):
        yield from pieces()
