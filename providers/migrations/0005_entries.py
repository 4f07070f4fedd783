"""Addresses, licences, codes and languages of entries; phones in one shape (E.164)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile

PROFESSIONS = [
    ("therapist", "Therapist"),
    ("psychiatrist", "Psychiatrist"),
    ("gp", "Family doctor"),
    ("couples_counsellor", "Couples counsellor"),
    ("family_counsellor", "Family counsellor"),
    ("play_therapist", "Play therapist"),
    ("psychologist", "Psychologist"),
    ("social_worker", "Social worker"),
    ("counsellor", "Counsellor"),
    ("substance_use_counsellor", "Substance use counsellor"),
    ("nurse", "Nurse"),
    ("childrens_doctor", "Children's doctor"),
    ("doctor", "Doctor"),
    ("dietitian", "Dietitian"),
    ("occupational_therapist", "Occupational therapist"),
    ("speech_therapist", "Speech therapist"),
    ("school_counsellor", "School counsellor"),
    ("case_manager", "Case manager"),
    ("peer_specialist", "Peer specialist"),
    ("other", "Other professional"),
]
ZONES = [
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Mountain, Arizona"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Puerto Rico and Virgin Islands"),
    ("Pacific/Guam", "Guam and Northern Marianas"),
    ("Pacific/Pago_Pago", "American Samoa"),
]
STATES = (
    "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL",
    "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE",
    "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT",
    "VA", "VT", "WA", "WI", "WV", "WY", "AS", "GU", "MP", "PR", "VI", "AA", "AE", "AP",
)  # fmt: skip
LANGUAGES = [
    "am", "ar", "ase", "bn", "yue", "en", "fr", "de", "el", "gu", "ht", "he", "hi", "hmn", "it",
    "ja", "km", "ko", "lo", "cmn", "nv", "ne", "fa", "pl", "pt", "pa", "ro", "ru", "sm", "so",
    "es", "sw", "tl", "ta", "te", "th", "ti", "tr", "uk", "ur", "vi", "yi",
]  # fmt: skip
E164 = r"^\+(1[2-9][0-9]{2}[2-9][0-9]{6}|[2-9][0-9]{6,14})$"


class Migration(migrations.Migration):
    dependencies = [("providers", "0004_npi")]

    operations = [
        migrations.RemoveConstraint(
            model_name="organization",
            name="organization_kind_is_known",
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("state", models.CharField(max_length=2, verbose_name="state")),
                ("number", models.CharField(max_length=40, verbose_name="licence number")),
                (
                    "kind",
                    models.CharField(
                        blank=True, db_default="", max_length=100, verbose_name="what it is for"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "created_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
            ],
            options={
                "ordering": ["state", "number"],
            },
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                (
                    "phone",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=16, verbose_name="phone"
                    ),
                ),
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "use",
                    models.CharField(
                        choices=[("practice", "Where clients come"), ("mailing", "For letters")],
                        default="practice",
                        max_length=10,
                        verbose_name="what it is for",
                    ),
                ),
                ("street", models.CharField(max_length=200, verbose_name="street")),
                (
                    "more",
                    models.CharField(
                        blank=True, db_default="", max_length=200, verbose_name="suite, floor"
                    ),
                ),
                ("city", models.CharField(max_length=100, verbose_name="city")),
                ("state", models.CharField(blank=True, max_length=40, verbose_name="state")),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=20, verbose_name="ZIP code"),
                ),
                (
                    "country",
                    models.CharField(
                        db_default="US", default="US", max_length=2, verbose_name="country"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
            ],
            options={
                "ordering": ["-use", "state", "city", "street", "id"],
            },
        ),
        migrations.CreateModel(
            name="TaxonomyCode",
            fields=[
                ("code", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=300, verbose_name="label")),
                (
                    "profession",
                    models.CharField(
                        blank=True,
                        choices=PROFESSIONS,
                        max_length=30,
                        verbose_name="profession",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.AddField(
            model_name="organization",
            name="is_active",
            field=models.BooleanField(
                db_default=True, default=True, editable=False, verbose_name="active"
            ),
        ),
        migrations.AddField(
            model_name="organization",
            name="kept_at",
            field=models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
        ),
        migrations.AddField(
            model_name="organization",
            name="npi_deactivated_on",
            field=models.DateField(blank=True, null=True, verbose_name="NPI deactivated on"),
        ),
        migrations.AddField(
            model_name="organization",
            name="said_phone",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="organization",
            name="time_zone",
            field=models.CharField(
                blank=True,
                choices=ZONES,
                db_default="",
                default="",
                max_length=30,
                verbose_name="time zone",
            ),
        ),
        migrations.AddField(
            model_name="provider",
            name="kept_at",
            field=models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
        ),
        migrations.AddField(
            model_name="provider",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=3),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="languages",
            ),
        ),
        migrations.AddField(
            model_name="provider",
            name="npi_deactivated_on",
            field=models.DateField(blank=True, null=True, verbose_name="NPI deactivated on"),
        ),
        migrations.AddField(
            model_name="provider",
            name="other_names",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="other names",
            ),
        ),
        migrations.AddField(
            model_name="provider",
            name="said_phone",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="provider",
            name="secure_email",
            field=models.EmailField(
                blank=True,
                db_default="",
                default="",
                max_length=254,
                verbose_name="secure e-mail address",
            ),
        ),
        migrations.AddField(
            model_name="provider",
            name="taxonomy",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="taxonomy codes",
            ),
        ),
        migrations.AddField(
            model_name="licence",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="licences",
                to="providers.provider",
            ),
        ),
        migrations.AddField(
            model_name="location",
            name="organization",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="locations",
                to="providers.organization",
            ),
        ),
        migrations.AddField(
            model_name="location",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="locations",
                to="providers.provider",
            ),
        ),
        RunSqlFile(__file__, "0005_entries.sql"),
        migrations.AlterField(
            model_name="organization",
            name="kind",
            field=models.CharField(
                choices=[
                    ("practice", "Practice"),
                    ("clinic", "Clinic"),
                    ("hospital", "Hospital"),
                    ("programme", "Treatment programme"),
                    ("school", "School"),
                    ("other", "Other organization"),
                ],
                default="practice",
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="organization",
            name="phone",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=16, verbose_name="phone"
            ),
        ),
        migrations.AlterField(
            model_name="provider",
            name="npi",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=10, verbose_name="NPI"
            ),
        ),
        migrations.AlterField(
            model_name="provider",
            name="phone",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=16, verbose_name="phone"
            ),
        ),
        migrations.AlterField(
            model_name="provider",
            name="profession",
            field=models.CharField(
                choices=PROFESSIONS,
                max_length=30,
                verbose_name="profession",
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["name", "id"], name="organization_by_name"),
        ),
        migrations.AddIndex(
            model_name="provider",
            index=models.Index(fields=["name", "id"], name="provider_by_name"),
        ),
        migrations.AddIndex(
            model_name="licence",
            index=models.Index(fields=["state", "number"], name="licence_by_number"),
        ),
        migrations.AddIndex(
            model_name="licence",
            index=models.Index(fields=["ends"], name="licence_by_end"),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["practice", "clinic", "hospital", "programme", "school", "other"])
                ),
                name="organization_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("time_zone", ""),
                    (
                        "time_zone__in",
                        [one for one, _ in ZONES],
                    ),
                    _connector="OR",
                ),
                name="organization_time_zone_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phone", ""),
                    ("phone__regex", E164),
                    _connector="OR",
                ),
                name="organization_phone_is_e164",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("npi_deactivated_on", None),
                    models.Q(("npi", ""), _negated=True),
                    _connector="OR",
                ),
                name="organization_deactivated_npi_is_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "profession__in",
                        [one for one, _ in PROFESSIONS],
                    )
                ),
                name="provider_profession_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "languages__contained_by",
                        LANGUAGES,
                    )
                ),
                name="provider_languages_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phone", ""),
                    ("phone__regex", E164),
                    _connector="OR",
                ),
                name="provider_phone_is_e164",
            ),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("npi_deactivated_on", None),
                    models.Q(("npi", ""), _negated=True),
                    _connector="OR",
                ),
                name="provider_deactivated_npi_is_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxonomycode",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[0-9A-Z]{9}X$")), name="taxonomy_code_shape"
            ),
        ),
        migrations.AddConstraint(
            model_name="taxonomycode",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True), name="taxonomy_has_a_label"
            ),
        ),
        migrations.AddConstraint(
            model_name="taxonomycode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("profession", ""),
                    (
                        "profession__in",
                        [one for one, _ in PROFESSIONS],
                    ),
                    _connector="OR",
                ),
                name="taxonomy_profession_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        STATES,
                    )
                ),
                name="licence_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True), name="licence_has_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.UniqueConstraint(
                fields=("provider", "state", "number"), name="licence_is_said_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organization__isnull", False), ("provider", None)),
                    models.Q(("organization", None), ("provider__isnull", False)),
                    _connector="OR",
                ),
                name="location_is_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(("use__in", ["practice", "mailing"])),
                name="location_use_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("street", ""), _negated=True), models.Q(("city", ""), _negated=True)
                ),
                name="location_has_street_and_city",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(("country__regex", "^[A-Z]{2}$")), name="location_country_shape"
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("country", "US"), _negated=True),
                    models.Q(
                        ("postal_code__regex", "^[0-9]{5}(-[0-9]{4})?$"),
                        (
                            "state__in",
                            STATES,
                        ),
                    ),
                    _connector="OR",
                ),
                name="location_at_home_has_state_and_zip",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phone", ""),
                    ("phone__regex", E164),
                    _connector="OR",
                ),
                name="location_phone_is_e164",
            ),
        ),
    ]
