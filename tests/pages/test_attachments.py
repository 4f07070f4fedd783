"""Files of notes: what is taken and refused, who gets them, and what goes out with them."""

import io
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.attached import TEXT, NotAttachedError, name_of_attached
from coordination.actions.attaching import file_of
from coordination.models import Attachment
from ledger.models import Entry, Verb
from releases.notices import PART2_NOTICE, PART2_NOTICE_VERSION
from tests import factories as make
from tests import scans
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run
from tests.pages.reading import words
from tests.pictures import png

CANARY = b"canary-in-a-file"


def upload(content=CANARY, name="letter.txt", media="text/plain"):
    return SimpleUploadedFile(name, content, media)


@pytest.fixture
def attach(note, therapist):
    def send(by=therapist, **sent):
        return by.http.post(reverse("note_files", args=[note.pk]), {"file": upload(**sent)})

    return send


@pytest.fixture
def file(note):
    return make.attachment(note, content=CANARY)


@pytest.fixture
def share(note, psychiatrist):
    return make.share(note, psychiatrist.provider)


def of(name, owner, one):
    return reverse(name, args=[owner.pk, one.pk])


def opened(**about):
    return Entry.objects.filter(verb=Verb.ITEM_DISCLOSED, detail__has_key="attachment", **about)


# Attaching


@pytest.mark.parametrize(
    ("content", "name"),
    [(scans.KEPT["application/pdf"], "Letter.PDF"), (png(), "map.png"),
     (scans.KEPT["image/jpeg"], "photo.jpeg"), ("¿Qué?\r\n".encode(), "questions.txt")],
)  # fmt: skip
def test_what_can_be_read_is_attached_and_sealed(note, attach, content, name):
    assert attach(content=content, name=name).url == reverse("note_page", args=[note.pk])
    kept = note.attachments.get()
    assert (kept.name, kept.size) == (name, len(content))
    assert file_of(kept) == content
    assert content not in bytes(kept.sealed)


def test_a_message_takes_no_file(ana, therapist, psychiatrist):
    message = make.message(therapist.provider, ana.client, to=[psychiatrist.provider])
    page = reverse("note_files", args=[message.pk])
    assert therapist.http.post(page, {"file": upload()}).status_code == 404


def bomb():
    packed = zlib.compress(bytes(130 * 2**20))
    return b"%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream"


REFUSED = {
    "program": (b"MZ\x90\x00\x03", "a.exe", "Save anything else as PDF"),
    "svg": (scans.OTHER_KINDS["svg"], "a.svg", "Save it as PDF, and attach that"),
    "svg named png": (b"\xef\xbb\xbf\n" + scans.OTHER_KINDS["svg"], "a.png", "HTML or SVG"),
    "html": (scans.OTHER_KINDS["html"], "a.txt", "HTML or SVG"),
    "zip": (scans.OTHER_KINDS["zip"], "a.docx", "This is an archive or an office file"),
    "empty": (b"", "a.txt", "The file is empty"),
    "nul": (b"a\x00b", "a.txt", "plain text file"),
    "latin": ("é".encode("latin-1"), "a.txt", "plain text file"),
    "locked": (scans.DAMAGED["pdf with a password"], "a.pdf", "has a password"),
    "cut": (scans.DAMAGED["png cut"], "a.png", "damaged"),
    "pdf bomb": (bomb, "a.pdf", "unpacks to more than can be opened safely"),
    "picture bomb": (png(9000, 9000, rows=b""), "a.png", "more than 60 million pixels"),
    "photo bomb": (scans.jpeg(9000), "a.jpg", "more than 60 million pixels"),
    "ending": (CANARY, "letter.pdf", "Give it a name that ends in .txt"),
    "no ending": (CANARY, ".txt", "Give it a name that ends in .txt"),
    "long": (CANARY, "x" * 120 + ".txt", "120 characters or fewer"),
    "too large": (b"a" * (4 * 2**20 + 1), "a.txt", "larger than 4 MB"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_kept_is_refused_with_a_sentence(attach, what):
    content, name, sentence = REFUSED[what]
    content = content() if callable(content) else content
    shown = words(attach(content=content, name=name))
    assert sentence in shown
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("name", ["../../etc/letter.txt", "C:\\\\letters\\\\letter.txt"])
def test_a_path_in_the_name_is_refused_with_a_sentence(note, therapist, name):
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    sent = f"--x\r\n{head}\r\nContent-Type: text/plain\r\n\r\nHello\r\n--x--\r\n".encode()
    page = reverse("note_files", args=[note.pk])
    answer = therapist.http.generic("POST", page, sent, "multipart/form-data; boundary=x")
    assert "The name holds a folder. Give the file a name without / and" in words(answer)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("name", ["a/b.txt", "a\\b.txt", "a\tb.txt"])
def test_nor_does_the_database_take_a_path(note, file, name):
    facts = "gen_random_uuid(), item_id, %s, media_type, size, sha256, sealed"
    columns = "id, item_id, name, media_type, size, sha256, sealed"
    statement = f"insert into coordination_attachment ({columns}) select {facts}"
    got = attempt(f"{statement} from coordination_attachment", name)
    assert got == "attachment_name_plain"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("a/b.txt", "without / and"), ("a\\b.txt", "without / and"), ("a\u202etxt.txt", "plain name")],
)
def test_a_name_with_a_path_or_hidden_signs_is_refused_with_a_sentence(name, sentence):
    with pytest.raises(NotAttachedError, match=sentence):
        name_of_attached(name, TEXT)


def test_a_note_has_at_most_five_files(note, attach):
    for _number in range(5):
        make.attachment(note)
    assert "at most 5 files" in words(attach())
    assert note.attachments.count() == 5


def test_attaching_and_taking_away_are_in_the_clients_history(ana, note, attach, therapist):
    attach()
    file = note.attachments.get()
    therapist.http.post(of("note_file_remove", note, file))
    lines = Entry.objects.filter(client=ana.client.pk, detail__attachment=str(file.pk))
    assert {one.verb for one in lines} == {Verb.ATTACHMENT_ADDED, Verb.ATTACHMENT_REMOVED}
    assert "letter" not in str([one.detail for one in lines])
    assert not note.attachments.exists()
    assert "attached a file to a note" in words(ana.http.get(reverse("access_history")))


def test_only_the_author_attaches_and_takes_away(note, share, file, attach, psychiatrist, as_web):
    assert attach(by=psychiatrist).status_code == 404
    assert psychiatrist.http.post(of("note_file_remove", note, file)).status_code == 404
    with as_web(psychiatrist.user):
        assert attempt("delete from coordination_attachment") == NO_ROW
        assert attempt("update coordination_attachment set name = 'x'") == NOT_ALLOWED
    assert note.attachments.get() == file


# Giving


def test_the_author_gets_it_back_under_a_name_that_tells_nothing(note, file, therapist):
    answer = therapist.http.get(of("note_file", note, file))
    assert answer.content == CANARY
    assert answer["Content-Disposition"].startswith('attachment; filename="accord-file-')
    assert "letter" not in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_recipient_opens_it_and_the_client_reads_that(ana, share, file, psychiatrist):
    assert file.name in words(psychiatrist.http.get(reverse("shared_open", args=[share.pk])))
    for _twice in range(2):
        assert psychiatrist.http.get(of("shared_file", share, file)).content == CANARY
    line = opened().get()
    assert (line.client, line.detail["attachment"]) == (ana.client.pk, str(file.pk))
    assert line.release_ids == [psychiatrist.release.pk]
    page = words(ana.http.get(reverse("client_note", args=[share.pk])))
    assert "opened a file attached to a note by" in page
    assert "letter.txt" not in words(ana.http.get(reverse("access_history")))


def test_once_it_is_stopped_no_byte_comes_by_any_way(ana, share, file, psychiatrist, as_web):
    assert psychiatrist.http.get(of("shared_file", share, file)).status_code == 200
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    pages = [of("shared_file", share, file), of("note_file", share.item, file),
             of("client_file", share, file), reverse("shared_open", args=[share.pk])]  # fmt: skip
    for page in pages:
        answer = psychiatrist.http.get(page)
        assert (answer.status_code, CANARY in answer.content) == (404, False)
    with as_web(psychiatrist.user):
        assert run("select id, name, sealed from coordination_attachment") == []
    assert opened().count() == 1
    assert Entry.objects.filter(verb=Verb.ACCESS_BLOCKED, subject_id=str(share.pk)).exists()


def test_a_file_of_another_note_is_not_there(ana, therapist, share, psychiatrist):
    other = make.attachment(make.item(therapist.provider, ana.client), content=CANARY)
    assert psychiatrist.http.get(of("shared_file", share, other)).status_code == 404
    assert ana.http.get(of("client_file", share, other)).status_code == 404
    assert therapist.http.get(of("note_file", share.item, other)).status_code == 404
    assert not Entry.objects.filter(verb=Verb.ITEM_DISCLOSED).exists()


def test_the_client_gets_it_where_they_read_the_note(ana, share, file):
    assert file.name in words(ana.http.get(reverse("client_note", args=[share.pk])))
    assert ana.http.get(of("client_file", share, file)).content == CANARY


def test_of_notes_kept_apart_the_client_gets_no_file(ana, therapist, psychiatrist):
    note = make.item(therapist.provider, ana.client, categories=["sud_counseling_notes"])
    share, file = make.share(note, psychiatrist.provider), make.attachment(note, content=CANARY)
    assert "letter.txt" not in words(ana.http.get(reverse("client_note", args=[share.pk])))
    assert ana.http.get(of("client_file", share, file)).status_code == 404


def test_where_the_law_wants_its_notice_the_file_comes_with_it(ana, therapist, psychiatrist):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        categories=["substance_use_part2"],
    )
    note = make.item(therapist.provider, ana.client, categories=["substance_use_part2"])
    share, file = make.share(note, psychiatrist.provider), make.attachment(note, content=CANARY)
    answer = psychiatrist.http.get(of("shared_file", share, file))
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    first, second = archive.namelist()
    told = archive.read(first).decode()
    for part in (PART2_NOTICE, PART2_NOTICE_VERSION, "Do not pass this on", ana.client.name,
                 "Julian Okafor, MD", "Until "):  # fmt: skip
        assert part in told
    assert archive.read(second) == CANARY
    assert "letter" not in second


def test_more_files_cost_no_more_queries(share, file, psychiatrist, django_assert_num_queries):
    page = reverse("shared_open", args=[share.pk])
    psychiatrist.http.get(page)
    with CaptureQueriesContext(connection) as one:
        psychiatrist.http.get(page)
    for _number in range(4):
        make.attachment(share.item)
    with django_assert_num_queries(len(one)):
        psychiatrist.http.get(page)


def test_a_file_that_cannot_be_opened_is_said_and_not_counted(share, psychiatrist, caplog):
    """The bytes of another row: as if somebody had moved them."""
    make.attachment(share.item)
    facts = "item_id, name, media_type, size, sha256, sealed"
    run(
        f"insert into coordination_attachment ({facts}) select {facts} from coordination_attachment"
    )
    file = share.item.attachments.last()
    answer = psychiatrist.http.get(of("shared_file", share, file), follow=True)
    assert "The file can't be opened just now" in words(answer)
    assert "ALERT scan" in caplog.text
    assert not opened().exists()
