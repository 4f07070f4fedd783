"""Pictures of the door, of invitations and of the account, taken by shots.py in their turn."""

from accounts.actions import invite
from accounts.invitations import token_of
from accounts.models import Kind, User
from coordination.demo.people import PASSWORD
from tests import factories as make
from tests.journeys.doors import code_of, secret_of


def test_the_door(album, window, cast):
    door = window()
    album.take("door-landing", door.open("/"))
    album.take("door-sign-in", door.open("/accounts/login/"))
    door.fill(login="nobody@demo.example", password="wrong but long enough").press("Sign in")
    album.take("door-sign-in-wrong", door)
    user = User.objects.get(email="isaac@demo.example")
    user.set_password(make.PASSWORD)
    user.save()
    door.open("/accounts/login/").fill(login=user.email, password=make.PASSWORD).press("Sign in")
    album.take("door-code", door)
    album.take("door-code-wrong", door.fill(code="000000").press("Sign in"))
    album.take("door-signed-in", door.fill(code=code_of(secret_of(user))).press("Sign in"))
    album.take("door-forgotten", window().open("/accounts/password/reset/"))
    album.take("door-help", window().open("/help/"))
    album.take("door-exit", window().open("/exit/"))
    album.take("door-not-found", window().open("/nowhere/", status=404))


def test_invitations(album, window, cast):
    ida = make.client("Ida Berg", registered_by=cast.providers["maya"])
    make.treatment(ida, cast.providers["maya"])
    maya = cast.providers["maya"].user
    sent = invite(
        email="ida@demo.example", kind=Kind.CLIENT, subject=ida, by=maya, name=ida.name, client=ida
    )
    link = f"/invitation/{token_of(sent.id, sent.generation)}/"
    here = window()
    album.take("invitation", here.open(link))
    album.take("invitation-foreign", window("ana").open(link))
    make.change(sent, created_at=make.ago(days=15), expires_at=make.ago(days=1))
    album.take("invitation-expired", window().open(link, status=410))
    make.change(sent, expires_at=make.ahead(days=1))
    album.take("invitation-account", here.press("Continue"))
    album.take("invitation-account-wrong", here.fill(password1="short").press("Make my account"))
    here.fill(password1=make.PASSWORD).press("Make my account")
    album.take("client-home-empty", here.open("/home/"))
    album.take("client-history-young", here.open("/history/"))
    album.take("client-notes-empty", here.open("/home/notes/"))
    album.take("client-stop-all-nothing", here.open("/stop/"))
    album.take("invitation-used", window().open(link, status=410))
    album.take("invitation-sent", window().open(link, status=410).press("Send me a new e-mail"))
    album.take("invitation-unknown", window().open("/invitation/wrong/", status=404))


def test_the_account(album, window, cast):
    ana = window("ana")
    for name in (
        "email",
        "password/change",
        "sessions",
        "2fa",
        "2fa/totp/activate",
        "2fa/webauthn/add",
        "mail",
    ):
        album.take("account-" + name.replace("/", "-"), ana.open(f"/accounts/{name}/"))
    album.take("account-mail-none", ana.tick(mail="no").press("Save"))
    album.take("account-mail-again", ana.tick(mail="yes").press("Save"))
    album.take("account-esign", ana.open("/agreement/"))
    tomas = window("tomas")
    album.take("account-esign-first", tomas.open("/agreement/"))
    album.take("account-esign-wrong", tomas.fill(code="AAAAAA").press("I agree to sign online"))
    ana.open("/accounts/email/").page.locator("details.menu > summary").click()
    album.take("account-menu", ana)
    album.take("account-sign-out", ana.open("/accounts/logout/"))
    new = make.staff("Nora Quist", second_factor=False)
    album.take("account-factor-needed", window(new).open("/today/"))
    maya = window("maya")
    codes = maya.open("/accounts/2fa/recovery-codes/generate/")
    album.take("account-recovery-codes-prove", codes)
    codes.fill(password=PASSWORD).press("Continue")
    album.take("account-recovery-codes-make", codes)
    album.take("account-recovery-codes", codes.press("Make new codes"))
    album.take("account-factor-remove", maya.open("/accounts/2fa/totp/deactivate/"))
    album.take("account-reauthenticate", maya.open("/accounts/reauthenticate/"))
