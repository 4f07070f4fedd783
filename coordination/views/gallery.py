"""Every component once, in every state, with people who do not exist."""

from datetime import UTC, date, datetime, timedelta

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coordination.progress_chart import progress_chart
from providers.state_chart import state_chart
from releases.bar_chart import bar_chart
from releases.consent_map import Direction, Person, State, consent_map

LONG_NAME = "Maximiliane-Theodora van der Westhuizen-Papadopoulou of Åland"
KINDS = [
    (
        "Everyday kinds",
        [
            ("attendance", "Appointments and attendance"),
            ("goals", "Goals and check-ins"),
            ("treatment_plan", "Treatment plan"),
            ("medications", "Medications and changes to them"),
        ],
    ),
    (
        "Sensitive kinds, chosen one by one",
        [
            ("trauma_violence", "Trauma and violence"),
            ("hiv_sti", "HIV and other sexually transmitted infections"),
        ],
    ),
]


LAYOUTS = ("client", "staff", "public")


class SampleForm(forms.Form):
    """One field of each sort that the site uses."""

    name = forms.CharField(
        label="Full name", help_text="As it appears on your clinic's letters.", max_length=60
    )
    until = forms.DateField(
        label="Sharing ends on",
        help_text="At most 12 months from now.",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Enter the date sharing should end"},
    )
    provider = forms.ChoiceField(
        label="Who will receive it",
        choices=[("lee", "Dr. Min-jun Lee, psychiatrist, Harbor Clinic"), ("ola", LONG_NAME)],
    )
    kinds = forms.MultipleChoiceField(
        label="What you share",
        choices=KINDS,
        help_text="Nothing is ticked for you.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of information"},
    )
    how = forms.ChoiceField(
        label="How you want to sign",
        choices=[("typed", "Type my full name"), ("paper", "I'll sign on paper")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Reason", required=False, widget=forms.Textarea)
    agree = forms.BooleanField(
        label="I have read this form", help_text="You can ask for a copy on paper."
    )


PEOPLE = [
    Person("Dr. Min-jun Lee", "Psychiatrist", "Harbor Clinic", State.OPEN, Direction.BOTH, 4,
           "until 1 March 2027"),
    Person("Noor Haddad", "GP", "Elm Street Practice", State.ENDED, Direction.HEARS, 3,
           "stopped 3 May 2026"),
    Person(LONG_NAME, "Physiotherapist", "Westhuizen Centre for Movement and Breathing",
           State.ENDING, Direction.HEARS, 1, "until 2 December 2026"),
    Person("دكتورة ليلى منصور", "Counsellor", "Open Door", State.WAITING, Direction.TELLS, 6,
           "asked 4 November 2026"),
    Person("Tomás Ibarra", "School counsellor", "Northfield School", State.HELD, Direction.HEARS,
           2, "until 30 June 2027"),
]  # fmt: skip
MANY = [
    Person(f"Colleague {number}", "Nurse", f"Clinic {number % 5 + 1}",
           State.OPEN if number % 3 else State.ENDED, Direction.HEARS, 2, "until 1 March 2027")
    for number in range(1, 17)
]  # fmt: skip

WEEKS = [
    (date(2026, 11, 23) + timedelta(weeks=number), total)
    for number, total in enumerate([2, 0, 5, 1, 0, 0, 12, 3, 0, 1, 4, 0])
]


@login_not_required
@require_safe
def gallery(request):
    """The gallery page; it is there while DEBUG is on and nowhere else."""
    if not settings.DEBUG:
        raise Http404
    layout = request.GET.get("layout")
    context = _content() | {
        "form": SampleForm({"name": "Ana Moreno", "provider": "lee"}),
        "fresh": SampleForm(),
        "layout": layout if layout in LAYOUTS else "client",
    }
    return render(request, "gallery.html", context)


def _content():
    one = PEOPLE[:1]
    return {
        "states": State,
        "long_name": LONG_NAME,
        "at": datetime(2026, 3, 3, 15, 12, tzinfo=UTC),
        "kinds": ["Attendance", "Treatment plan", "Goals and check-ins"],
        "crumbs": [("Clients", "#clients"), ("Ana Moreno", "#ana"), ("Ask for a release", "")],
        "columns": ["Provider", "Standing", "Organization", "NPI", ""],
        "summary": [
            {"label": "Who receives", "value": "Dr. Min-jun Lee, Harbor Clinic", "href": "#who"},
            {"label": "What", "lines": ["Attendance", "Treatment plan"], "href": "#what"},
            {"label": "Until", "value": "1 March 2027", "href": "#until"},
            {"label": "Form", "value": "General release, version 3"},
        ],
        "page": Paginator(range(60), 20).page(2),
        "chart": bar_chart(WEEKS, lambda day: f"{day:%-d %b}"),
        "progress": progress_chart(
            [(day, min(number, 10), not number % 3) for number, (day, _total) in enumerate(WEEKS)]
        ),
        "state": state_chart(
            [(day, [total * 9, total * 3, 40 - total]) for day, total in WEEKS],
            ["Active providers", "Not verified yet", "Need a look"],
        ),
        "maps": [
            ("one person", consent_map("Ana Moreno", one)),
            ("five people in five states", consent_map("Ana Moreno", PEOPLE)),
            ("twelve people", consent_map("Ana Moreno", (PEOPLE * 3)[:12])),
            ("sixteen people in five organizations", consent_map(LONG_NAME, MANY)),
        ],
    }
