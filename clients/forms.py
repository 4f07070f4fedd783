"""Forms about the people served, and the search field of every list."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from accounts.names import validate_name
from accounts.scan_field import ScanField
from clients.models import Representative, Unit

OLDEST = 130


class SearchForm(forms.Form):
    """A word or two to look for. What cannot be looked for is the same as nothing."""

    q = forms.CharField(label=_("Search by name"), max_length=100, required=False)

    @property
    def text(self):
        return self.cleaned_data["q"] if self.is_valid() else ""


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We invite the client to an account, where they decide what is shared."),
        max_length=254,
        error_messages={
            "required": _("Enter the client's e-mail address"),
            "invalid": _("Enter an address such as name@example.org"),
            "max_length": _("Shorten the address to 254 characters or fewer"),
        },
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=Language)


class ClientForm(InvitationForm):
    """A new client; without an address nobody is invited yet."""

    field_order = ("name", "preferred_name", "born", "email", "language")
    name = forms.CharField(
        label=_("Full name"),
        help_text=_("It stands on every form that the client signs."),
        max_length=200,
        validators=[validate_name],
        error_messages={
            "required": _("Enter the client's full name"),
            "max_length": _("Shorten the name to 200 characters or fewer"),
        },
    )
    preferred_name = forms.CharField(
        label=_("Name to call them by"),
        max_length=100,
        required=False,
        validators=[validate_name],
        error_messages={"max_length": _("Shorten this name to 100 characters or fewer")},
    )
    born = forms.DateField(
        label=_("Date of birth"),
        help_text=_("What a parent signs for a child ends on the 18th birthday."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Enter the date of birth as day, month and year")},
    )

    also = forms.MultipleChoiceField(
        label=_("Asked of every new client"),
        help_text=_("Take it out where it does not fit. The client decides in any case."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, offers=(), **kwargs):
        """`offers` are what is done besides, unless it is unticked."""
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["also"].choices = [(one.key, one.label) for one in offers]
        self.fields["also"].initial = [one.key for one in offers]
        if not offers:
            del self.fields["also"]

    def clean_born(self):
        born, today = self.cleaned_data["born"], timezone.localdate()
        if born and born > today:
            raise forms.ValidationError(_("The date of birth must be in the past"))
        if born and today.year - born.year > OLDEST:
            raise forms.ValidationError(_("Check the year of birth"))
        return born


class RepresentativeForm(forms.Form):
    """Who may act for a client, as what, how far, for how long, and what shows it."""

    name = forms.CharField(
        label=_("Full name"),
        help_text=_("As it stands in the document."),
        max_length=200,
        validators=[validate_name],
        error_messages={
            "required": _("Enter the full name"),
            "max_length": _("Shorten the name to 200 characters or fewer"),
        },
    )
    basis = forms.ChoiceField(
        label=_("As what?"),
        choices=Representative.Basis,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose as what they act")},
    )
    limits = forms.CharField(
        label=_("Limits of the authority"),
        help_text=_("In the words of the document, such as “not for medical matters”."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Shorten the limits to 500 characters or fewer")},
    )
    since = forms.DateField(
        label=_("First day"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the first day"),
            "invalid": _("Enter the first day as day, month and year"),
        },
    )
    until = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave it empty if the document names none. A parent's ends at 18 by itself."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Enter the last day as day, month and year")},
    )
    scan = ScanField(label=_("The document"))

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since > timezone.localdate():
            raise forms.ValidationError(_("Enter this on its first day, or later"))
        return since

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise forms.ValidationError(_("The last day has passed. There is nothing to enter"))
        return until


class VerifyForm(forms.Form):
    looked = forms.BooleanField(
        label=_(
            "I looked at the document. It names this person and this client, says what stands "
            "here, and holds today."
        ),
        error_messages={"required": _("Look at the document first, and tick that you did")},
    )


class UnitForm(forms.Form):
    """Who is seen together, as what, and what was agreed; a new couple or family, or one more."""

    kind = forms.ChoiceField(
        label=_("What are they?"),
        choices=Unit.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose couple or family")},
    )
    joining = forms.MultipleChoiceField(
        label=_("Together with"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose who is seen together with them"),
            "invalid_choice": _("Choose from your clients"),
        },
    )
    name = forms.CharField(
        label=_("What you call them"),
        help_text=_("Leave this empty to use their names. They can read it."),
        max_length=200,
        required=False,
        validators=[validate_name],
        error_messages={
            "required": _("Enter what you call them"),
            "max_length": _("Shorten the name to 200 characters or fewer"),
        },
    )
    secrets = forms.ChoiceField(
        label=_("What was agreed about what one of them says alone"),
        help_text=_("As all adults among them have signed it at the start."),
        choices=[*Unit.Secrets.choices, ("", _("Nothing yet"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, offered, unit=None, **kwargs):
        """`offered` are the clients to choose from; `unit` is the one that is changed."""
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in offered}
        self.fields["joining"].choices = [(pk, one.name) for pk, one in self.offered.items()]
        if unit:
            del self.fields["kind"]
            self.fields["name"].required, self.fields["joining"].required = True, False
            self.fields["name"].help_text = _("They can read it.")
        if unit and unit.kind == Unit.Kind.COUPLE:
            del self.fields["joining"]

    def clean_joining(self):
        return [self.offered[one] for one in self.cleaned_data["joining"]]

    def clean(self):
        joining = self.cleaned_data.get("joining")
        if self.cleaned_data.get("kind") == Unit.Kind.COUPLE and joining and len(joining) > 1:
            self.add_error("kind", _("A couple is two people. Choose family, or one of them."))
