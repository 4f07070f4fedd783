"""What a person's name may contain: anything but the characters that change other text."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control characters end a mail header, a log line or a form line early; the direction overrides
# let a name rewrite the words around it. Right-to-left letters and marks are welcome.
# The same text is the pattern of the database constraint, so keep it to what PostgreSQL reads too.
UNSAFE = "[\\u0001-\\u001F\\u007F-\\u009F\\u2028-\\u202E\\u2066-\\u2069]"


def validate_name(name):
    """Raise with a sentence for people when a name cannot be shown safely on one line."""
    if re.search(UNSAFE, name):
        raise ValidationError(
            _("Write the name on one line, with letters, spaces and ordinary signs only."),
            code="unsafe_name",
        )
