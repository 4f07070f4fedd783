"""Items: one note or one message, and the clients it is about."""

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models import Organization, Provider, Standing
from releases.models import EXCLUSIVE

PSYCHOTHERAPY = "psychotherapy_notes"


class ItemQuerySet(models.QuerySet):
    def written_by(self, provider):
        """The author's own items; nothing here was ever told to anybody."""
        return self.filter(author=provider)

    def visible_to(self, provider, at=None):
        """What this provider may read: their own, and what is open to them."""
        shares = apps.get_model("coordination", "Share").objects.visible_to(provider, at)
        own = Q(author=provider, author__standing=Standing.ACTIVE)
        return self.filter(own | Q(pk__in=shares.values("item")))


class Item(models.Model):
    """One note. Its body reaches somebody else only through `actions.disclose`."""

    guarded = True

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        PROGRESS_SUMMARY = "progress_summary", _("Progress summary")
        MEDICATION_CHANGE = "medication_change", _("Medication change")
        TREATMENT_PLAN = "treatment_plan", _("Treatment plan")
        RISK_SAFETY = "risk_safety", _("Risk and safety")
        APPOINTMENT = "appointment", _("Appointment")
        PSYCHOTHERAPY_NOTE = "psychotherapy_note", _("Psychotherapy note")
        MESSAGE = "message", _("Message")
        GOAL = "goal", _("Goal")
        CHECK_IN = "check_in", _("Check-in")
        TERM = "term", _("Agreed word")

        @classmethod
        def fitting(cls, categories):
            """The plain kind for these categories: psychotherapy notes have one of their own."""
            return cls.PSYCHOTHERAPY_NOTE if PSYCHOTHERAPY in categories else cls.NOTE

    id = IdField()
    author = models.ForeignKey(Provider, models.PROTECT, related_name="items")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="items"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NOTE)
    categories = ArrayField(models.CharField(max_length=40), verbose_name=_("kinds of information"))
    service_date = models.DateField(_("date of service"))
    body = models.TextField(_("note"))
    created_at = models.DateTimeField(db_default=ClockTimestamp())
    revised_at = models.DateTimeField(null=True, blank=True)
    """Since when it says what it says, if it said something else before; the database's."""
    thread = models.ForeignKey(
        "coordination.Thread", models.PROTECT, null=True, blank=True, related_name="messages"
    )
    goal = models.ForeignKey(
        "coordination.Goal", models.PROTECT, null=True, blank=True, related_name="items"
    )
    subjects = models.ManyToManyField(Client, through="ItemSubject", related_name="items")

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["-service_date", "-id"]
        indexes = [models.Index(fields=["author", "-created_at"], name="item_of_author")]
        constraints = [
            models.CheckConstraint(condition=Q(categories__len__gt=0), name="item_has_categories"),
            models.CheckConstraint(
                condition=~Q(categories__overlap=list(EXCLUSIVE)) | Q(categories__len=1),
                name="item_exclusive_category_stands_alone",
            ),
            models.CheckConstraint(condition=~Q(body=""), name="item_has_a_body"),
            models.CheckConstraint(
                condition=Q(kind="psychotherapy_note", categories=[PSYCHOTHERAPY])
                | ~(Q(kind="psychotherapy_note") | Q(categories__contains=[PSYCHOTHERAPY])),
                name="item_psychotherapy_note_apart",
            ),
            models.CheckConstraint(
                condition=Q(kind="message", thread__isnull=False)
                | ~Q(kind="message") & Q(thread__isnull=True),
                name="item_message_is_in_a_thread",
            ),
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | ~Q(categories__overlap=list(EXCLUSIVE)),
                name="item_exclusive_category_is_no_message",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["goal", "check_in", "term"], goal__isnull=False)
                | ~Q(kind__in=["goal", "check_in", "term"]) & Q(goal__isnull=True),
                name="item_goal_belongs_to_a_goal",
            ),
            models.CheckConstraint(
                condition=Q(goal__isnull=True) | Q(categories__contains=["goals"]),
                name="item_of_a_goal_holds_goals",
            ),
            models.CheckConstraint(
                condition=~Q(kind="check_in") | Q(body__regex=r"^(10|[0-9])/10(\n\n.|$)"),
                name="item_check_in_says_how_far",
            ),
            models.CheckConstraint(
                condition=~Q(kind="term") | Q(body__regex=r"^[^\n]+\n\n."),
                name="item_term_has_a_meaning",
            ),
            models.UniqueConstraint(
                fields=["goal"],
                condition=Q(kind__in=["goal", "term"]),
                name="item_words_a_goal_once",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def says_since(self):
        """Since when it says what it says."""
        return self.revised_at or self.created_at

    @property
    def stays_apart(self):
        """Psychotherapy notes: never offered for sharing."""
        return self.kind == self.Kind.PSYCHOTHERAPY_NOTE


class ItemSubject(models.Model):
    """An item is about this client; an item about several needs the consent of each."""

    guarded = True

    id = IdField()
    item = models.ForeignKey(Item, models.CASCADE, related_name="about")
    client = models.ForeignKey(Client, models.PROTECT, related_name="item_subjects")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "client"], name="item_subject_once"),
        ]

    def __str__(self):
        return f"{self.item} about {self.client}"
