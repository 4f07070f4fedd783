"""Reading an answered page as a person does, and comparing two of them."""

import html
import re

INLINE = re.compile(r"</?(?:bdi|strong)\b[^>]*>")
TOKENS = re.compile(r'(nonce="|csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]*')


def words(response):
    """What stands on the page, on one line, without tags."""
    _head, page = INLINE.sub("", response.content.decode()).split('<div class="page ', 1)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", f"<div {page}")).split())


def same(response):
    """All that a stranger could compare: status and body, without what is random in each."""
    return response.status_code, TOKENS.sub(r"\1", response.content.decode())
