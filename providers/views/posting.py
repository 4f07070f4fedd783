"""What the pages of the directory do with what was sent to them."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError


def posted(request):
    return request.POST if request.method == "POST" else None


@contextmanager
def refusals_in(form):
    """What an action refuses becomes an error of the form, at its field if it has that one."""
    try:
        yield
    except ValidationError as refusal:
        if not hasattr(refusal, "error_dict"):
            form.add_error(None, refusal)
            return
        for field, errors in refusal.error_dict.items():
            form.add_error(field if field in form.fields else None, errors)
