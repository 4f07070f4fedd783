"""The three forms in English and Spanish, and the Spanish names of the standard categories.

The texts lie in `forms/`, one file each, and are frozen: this migration refuses a changed file.
A new wording is a new file with the next version, loaded by a migration of its own.
"""

import hashlib
import tomllib
from pathlib import Path

from django.db import migrations, models

FOLDER = Path(__file__).parent / "forms"
# name of the file, SHA-256 of its bytes
FORMS = {
    "general.en.2.toml": "606f3bbca6792c12acbf47ad7f53008a4294a34bf1058380f83654fc6ceb7b0c",
    "general.es.2.toml": "25143e99e5d3f944d155a22793c82b0d2e6d740e91643d92836e41339efa5e9b",
    "psychotherapy_notes.en.1.toml": "da152813593555897e6e476cc7bfd8fced652fcfe9df4392197ba428887615fb",
    "psychotherapy_notes.es.1.toml": "28947935e3ed06e9c802c8390ff2fa64e8d3e184abf746e537e6d727d13d893e",
    "sud_counseling_notes.en.1.toml": "dc6e14063290189e59f5298498e39712302f4069d5b19daa80b1c6d13f143e11",
    "sud_counseling_notes.es.1.toml": "85789f806de5837ec295509cc5913cd453d2c620a9b6bf8c713538cfa2cb33c8",
}
SPANISH = {
    "contact": "Datos de contacto",
    "attendance": "Citas y asistencia",
    "diagnoses": "Diagnósticos",
    "treatment_plan": "Plan de tratamiento",
    "goals": "Metas y cómo van",
    "progress": "Resumen de su progreso",
    "medications": "Medicinas y sus cambios",
    "medical_history": "Salud física",
    "assessments": "Evaluaciones y sus resultados",
    "risk_safety": "Riesgos y plan de seguridad",
    "family_themes": "Temas de pareja y familia",
    "billing": "Facturas y cobros",
    "trauma_violence": "Trauma y violencia",
    "sexual_reproductive": "Salud sexual y reproductiva",
    "hiv_sti": "VIH y otras infecciones de transmisión sexual",
    "genetic": "Información genética",
    "substance_use": "Uso de sustancias",
    "substance_use_part2": "Datos de un programa de tratamiento por uso de sustancias",
    "psychotherapy_notes": "Notas de psicoterapia",
    "sud_counseling_notes": "Notas de consejería por uso de sustancias",
}


def form_in(name, sha256):
    """The fields of a form version, as its file had them when this migration was written."""
    content = (FOLDER / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{name} was changed. Put it back, and add a new version beside it.")
    form = tomllib.loads(content.decode())
    form.pop("translates", None)
    return form


def fill(apps, schema_editor):
    FormVersion = apps.get_model("releases", "FormVersion")
    FormVersion.objects.bulk_create(FormVersion(**form_in(*one)) for one in FORMS.items())
    Category = apps.get_model("releases", "Category")
    for code, label in SPANISH.items():
        Category.objects.filter(code=code).update(label_es=label)


class Migration(migrations.Migration):
    dependencies = [("releases", "0004_misses")]
    operations = [
        migrations.AddField(
            "category",
            "label_es",
            models.CharField("label in Spanish", blank=True, max_length=100),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
