"""What to look for among what one wrote and was shown: ids, lists and days, as in an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models import Item


class WordsForm(forms.Form):
    """Words of one's own notes; they are posted, so that none becomes part of an address."""

    words = forms.CharField(label=_("Words in your own notes"), max_length=100, required=False)

    @property
    def text(self):
        return self.cleaned_data["words"] if self.is_valid() else ""


class FindForm(forms.Form):
    """What stands on none of the lists, or is no day, is the same as nothing."""

    client = forms.ChoiceField(label=_("Client"), required=False)
    kind = forms.ChoiceField(
        label=_("Sort"), choices=[("", _("Every sort")), *Item.Kind.choices], required=False
    )
    category = forms.ChoiceField(label=_("Kind of information"), required=False)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, clients, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.clients = {str(one.pk): one for one in clients}
        named = [(key, one.name) for key, one in self.clients.items()]
        self.fields["client"].choices = [("", _("Every client")), *named]
        known = [(one.code, one.name) for one in kinds]
        self.fields["category"].choices = [("", _("Every kind")), *known]

    @property
    def criteria(self):
        self.is_valid()
        wanted = dict.fromkeys(self.fields) | self.cleaned_data
        return wanted | {"client": self.clients.get(wanted["client"])}

    @property
    def narrows(self):
        """Whether it asks for less than everything."""
        return any(self.criteria.values())
