"""Forms of an import: the file, and what its columns are."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from providers.reading import SHEET_FIELDS

TOO_LARGE = _(
    "The file is larger than %(limit)s. Ask your operator to import it at the server, with "
    "manage.py import_directory"
)


HELP = {
    "licence_ends": _("As 03/31/2027 or 2027-03-31."),
    "licence_ends_day_first": _("As 31/03/2027, 31.03.2027 or 2027-03-31."),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("The file"),
        help_text=_(
            "Drop it here or choose it: a spreadsheet of your practice (CSV or XLSX), a file of "
            "NPPES, or the list of codes of NUCC."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx", "class": "drop"}),
        error_messages={"required": _("Choose the file to import")},
    )

    def __init__(self, *args, too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        if too_large:
            limit = {"limit": filesizeformat(settings.IMPORT_LIMIT)}
            self.fields["file"].error_messages["required"] = TOO_LARGE % limit


class ColumnsForm(forms.Form):
    """For each thing that a sheet can say, the column that says it, or none."""

    def __init__(self, *args, one, **kwargs):
        initial = {"adds_organizations": one.adds_organizations} | one.mapping
        super().__init__(*args, initial=initial, **kwargs)
        columns = [("", _("Not in this file")), *((name, name) for name in one.header if name)]
        for name, label in SHEET_FIELDS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=columns, required=False, help_text=HELP.get(name, "")
            )
        self.fields["adds_organizations"] = forms.BooleanField(
            label=_("Add organizations that are not in the directory yet"), required=False
        )

    def clean(self):
        facts = super().clean()
        if not (facts.get("name") or facts.get("last_name") or facts.get("first_name")):
            self.add_error("name", _("Choose the column with the names"))
        if facts.get("licence_ends") and facts.get("licence_ends_day_first"):
            self.add_error("licence_ends_day_first", _("Choose one: the month first or the day"))
        chosen = [(facts[name], name) for name in SHEET_FIELDS if facts.get(name)]
        for number, (column, name) in enumerate(chosen):
            if column in [before for before, _name in chosen[:number]]:
                self.add_error(name, _("This column is chosen above already"))
        return facts

    @property
    def mapping(self):
        facts = self.cleaned_data
        return {name: facts[name] for name in SHEET_FIELDS if facts.get(name)}
