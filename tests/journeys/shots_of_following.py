"""Pictures of what a client permitted and follows to the same person's other entry."""

from tests import factories as make
from tests.providers.following.merging import as_keeper, merge


def test_following(album, window, cast):
    author = make.provider("Miriam Sayed", credentials="LCSW", user=make.staff("Miriam Sayed"))
    ida = make.client("Ida Brandt", user=make.user("Ida Brandt"))
    make.treatment(ida, author)
    helen = make.provider("Helen Park", credentials="MD", user=make.staff("Helen Park, MD"))
    listed = make.provider("Park, Helen")
    for entry in (helen, listed):
        make.verification(make.licence(entry, number="LP-4711"), "licence")
    release = make.release(ida, disclosers=[author], recipients=[listed], signer=ida.user)
    first = make.share(make.item(author, ida, body="The nights are better."), listed)
    make.restriction(ida, provider=listed, categories=["genetic"])
    keeper = make.staff("Ruth Keller", is_directory_admin=True)
    merged = merge(as_keeper(keeper), helen, listed)
    along = first.gone_along.get()
    client = window(ida.user)
    album.take("following-home", client.open("/home/"))
    album.take("following-permission", client.open(f"/releases/{release.pk}/receipt/"))
    album.take("following-history", client.open("/history/"))
    album.take("following-notes", client.open("/home/notes/"))
    album.take("following-note", client.open(f"/home/notes/{along.pk}/"))
    album.take("following-note-first", client.open(f"/home/notes/{first.pk}/"))
    album.take("following-stop", client.open(f"/releases/{release.pk}/stop/"))
    staff = window(author.user)
    album.take("following-written", staff.open(f"/notes/{first.item_id}/"))
    album.take("following-release", staff.open(f"/releases/{release.pk}/"))
    album.take("following-client", staff.open(f"/clients/{ida.pk}/"))
    album.take("following-undo", window(keeper).open(f"/directory/merges/{merged.pk}/undo/"))
