"""What a worker does with an import that waits for it."""

import logging

from django.db import OperationalError
from django.utils.translation import gettext as _

from providers.importing.leases import Lost, take_one
from providers.importing.passes import check, end, run
from providers.importing.undoing import undo
from providers.models import ImportState
from providers.reading import Unreadable

PASSES = {ImportState.CHECKING: check, ImportState.RUNNING: run, ImportState.UNDOING: undo}
INSUFFICIENT_PRIVILEGE = "42501"
logger = logging.getLogger(__name__)


def work():
    """Whether there was an import to work on. One that the worker dies of is taken up again."""
    one = take_one()
    if one is None:
        return False
    try:
        PASSES[one.state](one)
    except Unreadable as error:
        _fail(one, str(error))
    except Lost:
        logger.info("import %s is not ours any more", one.pk)
    except OperationalError:
        raise
    except Exception as error:
        logger.exception("import %s failed", one.pk)
        _fail(one, _sentence(error))
    return True


def _sentence(error):
    if getattr(error.__cause__, "pgcode", "") == INSUFFICIENT_PRIVILEGE:
        return _("Whoever asked for this no longer keeps the directory. Somebody else can undo it.")
    return _("Something went wrong on our side. Try again, and tell your operator.")


def _fail(one, remark):
    try:
        end(one, ImportState.FAILED, remark=remark)
    except Lost:
        logger.info("import %s was cancelled before it failed", one.pk)
