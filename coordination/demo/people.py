"""The cast. Every name is invented."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from accounts.models import Kind, User
from clients.models import Client, Representative, Treatment, Unit, UnitMember
from providers.models import (
    Licence,
    Location,
    Membership,
    Organization,
    Provider,
    Standing,
    StandingChange,
    Verification,
)
from providers.verifying import says
from releases.esign import agreement_to, terms_for
from releases.terms import end_of

PASSWORD = "a long walk by the harbor"  # noqa: S105 - printed on purpose, synthetic data only


@dataclass
class Cast:
    """Everybody, by a short name, and the logins to print."""

    now: datetime
    logins: list = field(default_factory=list)
    organizations: dict = field(default_factory=dict)
    providers: dict = field(default_factory=dict)
    clients: dict = field(default_factory=dict)
    agreements: list = field(default_factory=list)
    keeper: User | None = None
    """Keeps the directory."""

    def ago(self, days, **more):
        return self.now - timedelta(days=days, **more)

    def ahead(self, days):
        return end_of((self.now + timedelta(days=days)).date())


def bring_together():
    """The cast, saved: organizations, providers, clients and those who act for them."""
    cast = Cast(now=datetime.now(UTC).replace(microsecond=0))
    _organizations(cast)
    _providers(cast)
    _clients(cast)
    _treatments(cast)
    _office(cast)
    _checks(cast)
    _agreements(cast)
    return cast


def _organizations(cast):
    kinds = Organization.Kind
    for key, name, kind, npi, phone, street, postal_code in (
        ("harbor", "Harbor Street Practice", kinds.PRACTICE, "1999999984", "+15035550140",
         "12 Harbor Street", "97204"),
        ("northside", "Northside Clinic", kinds.CLINIC, "1999999992", "+15035550160",
         "400 Northside Avenue", "97217"),
        ("willow", "Willow House Family Centre", kinds.PRACTICE, "", "+15035550180",
         "7 Willow Lane", "97202"),
    ):  # fmt: skip
        place = Organization.objects.create(name=name, kind=kind, npi=npi, phone=phone)
        Location.objects.create(
            organization=place, street=street, city="Portland", state="OR", postal_code=postal_code
        )
        cast.organizations[key] = place


PROVIDERS = (
    # key, name, credentials, profession, organization, login
    ("maya", "Maya Lindqvist", "PhD", "therapist", "harbor", True),
    ("lee", "Jonah Lee", "MD", "psychiatrist", "northside", True),
    ("raman", "Priya Raman", "MD", "gp", "northside", True),
    ("stone", "Victor Stone", "LPC", "therapist", None, True),
    ("duarte", "Elena Duarte", "LMFT", "couples_counsellor", "harbor", True),
    ("haddad", "Noor Haddad", "RPT", "play_therapist", "willow", True),
    ("whitlock", "Ben Whitlock", "LMFT", "family_counsellor", "willow", True),
    ("brandt", "Olga Brandt", "RD", "other", None, False),
)


MORE = {
    # taxonomy code, NPI, languages, licence, days until it ends
    "maya": ("103TC0700X", "1888888017", ["en", "es"], "PSY 20418", 410),
    "lee": ("2084P0800X", "1888888025", ["en", "ko"], "MD 118842", 290),
    "raman": ("207Q00000X", "1888888033", ["en", "ta", "hi"], "MD 104417", 35),
    "stone": ("101YP2500X", "", ["en"], "C 5521", 500),
    "duarte": ("106H00000X", "1888888041", ["en", "pt", "es"], "T 1207", 620),
    "haddad": ("101YM0800X", "1888888058", ["en", "ar"], "C 6308", 330),
    "whitlock": ("106H00000X", "1888888066", ["en", "ase"], "T 1344", 18),
    "brandt": ("133V00000X", "", ["en", "de"], "LD 902", -12),
}
PHONES = {"maya": "+15035550141", "lee": "+15035550161", "raman": "+15035550162"}


def _licence_of(cast, key, provider):
    """The licence that the directory knows of."""
    number, days = MORE[key][3:]
    ends = (cast.now + timedelta(days=days)).date()
    Licence.objects.create(
        provider=provider, state="OR", number=number, kind=provider.credentials, ends=ends
    )


def _providers(cast):
    for key, name, credentials, profession, organization, has_login in PROVIDERS:
        email = f"{key}@demo.example"
        user = _login(cast, email, name, Kind.STAFF, profession) if has_login else None
        provider = Provider.objects.create(
            user=user,
            name=name,
            credentials=credentials,
            profession=profession,
            taxonomy=[MORE[key][0]],
            npi=MORE[key][1],
            languages=MORE[key][2],
            phone=PHONES.get(key, ""),
            email=email,
            secure_email=f"{key}@direct.demo.example" if key in PHONES else "",
            standing=Standing.ACTIVE,
            created_at=cast.ago(501),
        )
        StandingChange.objects.create(
            provider=provider, standing=Standing.ACTIVE, why="Licence checked.", at=cast.ago(500)
        )
        _licence_of(cast, key, provider)
        if organization:
            Membership.objects.create(
                provider=provider,
                organization=cast.organizations[organization],
                during=DateTimeTZRange(cast.ago(500), None),
            )
        cast.providers[key] = provider


CLIENTS = (
    # key, name, preferred name, born (or: years of age, for those who stay children), has a login
    ("ana", "Ana Reyes", "Ana", date(1991, 4, 12), True),
    ("sam", "Sam Okafor", "Sam", date(1986, 9, 3), True),
    ("robin", "Robin Hale", "Robin", date(1988, 1, 27), True),
    ("leo", "Leo Marin", "Leo", 9, False),
    ("noa", "Noa Marin", "Noa", 14, True),
)


def _clients(cast):
    for key, name, preferred, born, has_login in CLIENTS:
        email = f"{key}@demo.example"
        cast.clients[key] = Client.objects.create(
            user=_login(cast, email, name, Kind.CLIENT, "client") if has_login else None,
            name=name,
            preferred_name=preferred,
            born=born if isinstance(born, date) else cast.ago(born * 366 + 100).date(),
        )
    _parents(cast)
    couple = Unit.objects.create(
        name="Sam and Robin", kind=Unit.Kind.COUPLE, created_by=cast.providers["duarte"]
    )
    for key in ("sam", "robin"):
        UnitMember.objects.create(unit=couple, client=cast.clients[key])


def _parents(cast):
    for key, name in (("clara", "Clara Marin"), ("tomas", "Tomas Marin")):
        user = _login(cast, f"{key}@demo.example", name, Kind.CLIENT, "parent of Leo and Noa")
        for child, verifier in (("leo", "haddad"), ("noa", "whitlock")):
            Representative.objects.create(
                client=cast.clients[child],
                user=user,
                name=name,
                basis=Representative.Basis.PARENT,
                during=DateTimeTZRange(cast.ago(400), None),
                verified_by=cast.providers[verifier],
                verified_at=cast.ago(399),
            )


def _treatments(cast):
    for provider, client, days in (
        ("maya", "ana", 390),
        ("lee", "ana", 360),
        ("maya", "sam", 300),
        ("duarte", "sam", 250),
        ("duarte", "robin", 250),
        ("haddad", "leo", 380),
        ("whitlock", "leo", 320),
        ("whitlock", "noa", 320),
    ):
        Treatment.objects.create(
            provider=cast.providers[provider],
            client=cast.clients[client],
            during=DateTimeTZRange(cast.ago(days), None),
        )


def _agreements(cast):
    """Everybody but one parent has agreed to sign online: so there is somebody who is asked."""
    terms = terms_for("en")
    people = User.objects.filter(kind=Kind.CLIENT).exclude(name="Tomas Marin")
    for user in people.order_by("email"):
        agreement = agreement_to(terms, user, "4K7PQM")
        agreement.at = cast.ago(395)
        agreement.save(force_insert=True)
        cast.agreements.append(agreement)


def _office(cast):
    cast.keeper = _login(
        cast,
        "ruth@demo.example",
        "Ruth Adler",
        Kind.STAFF,
        "directory admin",
        is_directory_admin=True,
    )
    _login(
        cast,
        "isaac@demo.example",
        "Isaac Boone",
        Kind.STAFF,
        "privacy officer",
        is_privacy_officer=True,
    )


def _checks(cast):
    """What whoever keeps the directory saw of each; of one it is more than a year ago."""
    for key, provider in cast.providers.items():
        Verification.objects.create(
            provider=provider,
            about="identity",
            subject_id=provider.pk,
            said=says("identity", provider),
            saw="Looked up in the register of the board: active, the same name.",
            by=cast.keeper,
            at=cast.ago(400 if key == "stone" else 200),
        )


def _login(cast, email, name, kind, what, **roles):
    user = User.objects.create_user(email, PASSWORD, name=name, kind=kind, **roles)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if kind == Kind.STAFF:
        TOTP.activate(user, generate_totp_secret())
    cast.logins.append((email, name, what.replace("_", " ")))
    return user
