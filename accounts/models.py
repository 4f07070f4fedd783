"""People who log in, and the invitations by which they get an account."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.names import UNSAFE, validate_name
from ledger.clock import StatementTimestamp
from ledger.ids import IdField


class Kind(models.TextChoices):
    CLIENT = "client", _("client")
    STAFF = "staff", _("staff")


class Role(models.TextChoices):
    """What the owner of the database lets a member of staff do besides their work."""

    DIRECTORY_ADMIN = "directory_admin", _("directory admin")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    SPANISH = "es", "Español"


class UserManager(BaseUserManager):
    def addressees(self):
        """Active accounts with the few columns that the clerk may read to write to them."""
        return self.filter(is_active=True).only("id", "email", "name", "language", "is_active")

    def staff(self):
        """Everybody who works here or did, by name."""
        return self.filter(kind=Kind.STAFF).order_by("name", "pk")

    def privacy_officers(self):
        """Those who read what clients report."""
        return self.filter(is_active=True, is_privacy_officer=True)

    def create_user(self, email, password=None, **fields):
        """A saved account; without a password it can only log in after a reset or by passkey."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        fields |= {"kind": Kind.STAFF, "is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in: a client (or somebody who acts for one), or staff."""

    guarded = True

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    id = IdField()
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is an account with this address already.")},
    )
    name = models.CharField(_("full name"), max_length=200, validators=[validate_name])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CLIENT)
    is_directory_admin = models.BooleanField(_("directory admin"), default=False)
    is_privacy_officer = models.BooleanField(_("privacy officer"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the Django admin"), default=False)
    language = models.CharField(
        _("language"), max_length=5, choices=Language, default=Language.ENGLISH
    )
    no_mail = models.BooleanField(_("wants no mail"), default=False, db_default=False)
    """Off for everything but what keeps the account safe; the sender of letters asks."""
    daily_mail = models.BooleanField(
        _("wants one mail a day about what is shared"), default=False, db_default=False
    )
    date_joined = models.DateTimeField(_("joined"), db_default=StatementTimestamp(), editable=False)

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="accounts_user_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(name__regex=UNSAFE),
                name="accounts_user_name_is_one_line",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="accounts_user_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="accounts_user_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.STAFF)
                | Q(
                    is_directory_admin=False,
                    is_privacy_officer=False,
                    is_staff=False,
                    is_superuser=False,
                ),
                name="accounts_user_only_staff_have_roles",
            ),
        ]

    def __str__(self):
        return self.name

    def clean_fields(self, exclude=None):
        self.email = (self.email or "").strip().lower()
        super().clean_fields(exclude=exclude)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def needs_second_factor(self):
        """Whether this person must prove a second factor before any page with client data."""
        return self.kind == Kind.STAFF


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Invitations that this person sent; row security says the same."""
        return self.filter(invited_by=user)


class Invitation(models.Model):
    """An offer of an account, made by a person to one address.

    It stores only the hash of the token; the token itself is derived when the mail is written.
    """

    guarded = True

    id = IdField()
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("full name"), max_length=200, blank=True, validators=[validate_name])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    language = models.CharField(
        _("language"), max_length=5, choices=Language, default=Language.ENGLISH
    )
    generation = models.PositiveSmallIntegerField(default=1)
    token_hash = models.CharField(max_length=64, unique=True)
    former_hashes = ArrayField(
        models.CharField(max_length=64), default=list, db_default=[], editable=False
    )
    """Of links that a newer one replaced, by the database's hand."""
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=StatementTimestamp(), editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="accounts_invitation_subject"),
            GinIndex(fields=["former_hashes"], name="accounts_invitation_former"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="accounts_invitation_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=~Q(name__regex=UNSAFE), name="accounts_invitation_name_is_one_line"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="accounts_invitation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values),
                name="accounts_invitation_language_is_known",
            ),
            models.CheckConstraint(
                condition=Q(token_hash__regex="^[0-9a-f]{64}$"),  # noqa: S106
                name="accounts_invitation_token_is_hashed",
            ),
            models.CheckConstraint(
                condition=Q(generation__gte=1, expires_at__gt=F("created_at")),
                name="accounts_invitation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, used_by__isnull=True)
                | Q(used_at__isnull=False, used_by__isnull=False),
                name="accounts_invitation_used_pair",
            ),
        ]

    def __str__(self):
        return f"invitation {self.id}"
