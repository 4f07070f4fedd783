"""The standard categories of SEMANTICS, the cautious state pack and the first English form."""

from django.db import migrations

from releases.state_pack import CAUTIOUS, read_pack

# code, label, sensitive, FHIR label
STANDARD = [
    ("contact", "Contact details", False, "DEMO"),
    ("attendance", "Appointments and attendance", False, "N"),
    ("diagnoses", "Diagnoses", False, "DIA"),
    ("treatment_plan", "Treatment plan", False, "BH"),
    ("goals", "Goals and check-ins", False, "BH"),
    ("progress", "Progress summary", False, "BH"),
    ("medications", "Medications and changes to them", False, "DRGIS"),
    ("medical_history", "Physical health", False, "N"),
    ("assessments", "Assessments and scores", False, "BH"),
    ("risk_safety", "Risk and safety plan", False, "BH"),
    ("family_themes", "Couple and family themes", False, "BH"),
    ("billing", "Billing", False, "N"),
    ("trauma_violence", "Trauma and violence", True, "VIO"),
    ("sexual_reproductive", "Sexual and reproductive health", True, "SEX"),
    ("hiv_sti", "HIV and other sexually transmitted infections", True, "HIV"),
    ("genetic", "Genetic information", True, "GDIS"),
    ("substance_use", "Substance use", True, "SUD"),
    ("substance_use_part2", "Records of a substance use treatment programme", True, "42CFRPart2"),
    ("psychotherapy_notes", "Psychotherapy notes", True, "PSYTHPN"),
    ("sud_counseling_notes", "Substance use counseling notes", True, "SUD"),
]

GENERAL_EN = {
    "instrument": "general",
    "language": "en",
    "version": 1,
    "title": "Release of information",
    "statements": [
        {
            "code": "choice",
            "text": "Signing is your choice. {disclosers} will not refuse, delay or change your "
            "care, payment or benefits because you do not sign.",
        },
        {
            "code": "revoke",
            "text": "You can take this back at any time, here in the app or in writing to "
            "{disclosers}. It stops new sharing at once. It cannot undo what was shared while "
            "it was in force.",
        },
        {
            "code": "redisclosure",
            "text": "Once {recipients} has this information, they might be able to share it "
            "further. Federal privacy rules may then no longer protect it.",
        },
        {"code": "copy", "text": "You get a copy of what you sign. It stays in your account."},
        {
            "code": "part2_redisclosure",
            "when": "substance_use_part2",
            "text": "If {recipients} is a health provider or plan, it may use and share your "
            "substance use treatment records again as HIPAA allows, and Part 2 may no longer "
            "protect them. They still may not be used against you in court or other "
            "proceedings without your permission or a court order.",
        },
        {
            "code": "part2_refusing",
            "when": "substance_use_part2",
            "text": "If you do not sign, {disclosers} cannot send these records to "
            "{recipients}. Your care here goes on.",
        },
    ],
}


def fill(apps, schema_editor):
    Category = apps.get_model("releases", "Category")
    Category.objects.bulk_create(
        Category(code=code, label=label, is_sensitive=sensitive, fhir_label=fhir, position=n)
        for n, (code, label, sensitive, fhir) in enumerate(STANDARD)
    )
    MinorConsent = apps.get_model("releases", "MinorConsent")
    MinorConsent.objects.bulk_create(
        MinorConsent(category_id=code, from_age=age) for code, age in read_pack(CAUTIOUS).items()
    )
    apps.get_model("releases", "FormVersion").objects.create(**GENERAL_EN)


class Migration(migrations.Migration):
    dependencies = [("releases", "0002_guard")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
