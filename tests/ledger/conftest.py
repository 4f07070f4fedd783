"""A ledger to tamper with, real connections of each role, and a mail server that takes letters."""

import os
import socket
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import urlsplit

import psycopg2
import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction

from ledger import outbox
from ledger.actions import record
from ledger.ids import uuid7
from ledger.models import Verb

ANA, LEO = uuid7(), uuid7()


def run(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def tampering():
    """What the owner of the database can do: switch the triggers off, and on again after."""
    run("alter table ledger_entry disable trigger user")
    yield run
    run("alter table ledger_entry enable always trigger entry_chain")
    run("alter table ledger_entry enable always trigger entry_refuse")


@pytest.fixture
def history(db):
    """Four lines about Ana, two about Leo, three about nobody, written in turns."""
    for client in [ANA, None, LEO, ANA, ANA, None, LEO, ANA, None]:
        record(Verb.ITEM_WRITTEN, by=uuid7(), client=client, reason="as it was")


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Real commits, seen by other connections; empties the tables of the ground floor after."""
    with django_db_blocker.unblock():
        yield
        with transaction.atomic(), tampering():
            run("truncate ledger_entry, ledger_outgoing")
        connection.close()


def address(role):
    """The address of the test database for a role that logs in for real."""
    url = urlsplit(os.environ[f"{role}_DATABASE_URL".upper()])
    return url._replace(path="/" + connection.settings_dict["NAME"]).geturl()


@contextmanager
def logged_in(role):
    """A cursor of a connection of its own."""
    own = psycopg2.connect(address(role))
    try:
        yield own.cursor()
        own.commit()
    finally:
        own.close()


@pytest.fixture
def letters(monkeypatch):
    """Who writes the letters in this test, by kind; nobody, unless it says so."""
    monkeypatch.setattr(outbox, "_letters", {})
    return outbox._letters


@pytest.fixture
def post(settings):
    """A real SMTP server; `post.letters` is what it took, `post.close()` takes it down."""
    taken = []

    class Sink:
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            taken.append(SimpleNamespace(to=envelope.rcpt_tos, text=envelope.content.decode()))
            return "250 OK"

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    controller = Controller(Sink(), hostname="127.0.0.1", port=port)
    controller.start()
    yield SimpleNamespace(letters=taken, port=port, close=controller.stop)
    if controller.loop.is_running():
        controller.stop()
