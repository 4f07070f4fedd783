"""Files that go all the way: uploaded as `web`, checked and run as `clerk`."""

import io

import pytest

from providers.actions import imports
from providers.importing.work import work
from providers.models import Import
from tests.roles import as_clerk, as_role, as_web

HEAD = "Name,NPI,E-mail,Phone,Profession,Street,City,State,ZIP,Organization"
NPI, OTHER_NPI = "1234567893", "1679576722"
HELEN = f"Helen Park,{NPI},helen@example.org,503 555 0142,Therapist,12 Harbor St,Portland,OR,97204,"
OTTO = f"Otto Brandt,{OTHER_NPI},otto@example.org,,Psychiatrist,,,,,"


def sheet(*rows, head=HEAD):
    return "\r\n".join([head, *rows]).encode()


def worked():
    """A worker looks once; true while there is something to do."""
    with as_role("clerk"):
        return work()


class Desk:
    """A directory admin with a file."""

    def __init__(self, person):
        self.user = person.user

    def do(self, action, one, **facts):
        with as_web(self.user):
            done = action(one=one, by=self.user, **facts)
        one.refresh_from_db()
        return done

    def upload(self, content, name="people.csv"):
        return self.keep(io.BytesIO(content), name)

    def keep(self, file, name):
        with as_web(self.user):
            return imports.keep_file(file=file, name=name, by=self.user)

    def checked(self, content, name="people.csv", *, adds_organizations=False):
        """The import once a worker has looked at each row."""
        one = self.upload(content, name)
        if one.state == Import.State.UPLOADED:
            self.do(
                imports.map_columns,
                one,
                mapping=one.mapping,
                adds_organizations=adds_organizations,
            )
        worked()
        one.refresh_from_db()
        return one

    def confirm(self, one):
        return self.do(imports.confirm_import, one, sha256=one.sha256)

    def imported(self, content, name="people.csv", **facts):
        """The import once it is in the directory."""
        one = self.checked(content, name, **facts)
        assert self.confirm(one), (one.state, one.remark)
        worked()
        one.refresh_from_db()
        return one


@pytest.fixture
def desk(directory_admin):
    return Desk(directory_admin)


def counts(one):
    return {name: getattr(one, name) for name in ("new", "changed", "same", "wrong")}


__all__ = ["HEAD", "HELEN", "NPI", "OTTO", "as_clerk", "counts", "desk", "sheet", "worked"]
