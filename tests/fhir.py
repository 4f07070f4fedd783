"""Whether something is FHIR R4: by HL7's JSON schema, and by the models of fhir.resources."""

import json
from functools import cache
from pathlib import Path

from fhir.resources.R4B import get_fhir_model_class
from jsonschema import Draft6Validator

SCHEMA = Path(__file__).parent / "vendor/fhir-r4/fhir.schema.json"


@cache
def validator():
    return Draft6Validator(json.loads(SCHEMA.read_text()))


def faults(resource):
    """What is wrong with it, by the definition of its own kind: errors of a union say nothing."""
    definition = {"$ref": f"#/definitions/{resource['resourceType']}"}
    wrong = validator().evolve(schema={**validator().schema, **definition}).iter_errors(resource)
    return [f"{list(one.absolute_path)}: {one.message[:200]}" for one in wrong]


def is_fhir(resource):
    """Raises unless both take it."""
    assert faults(resource) == []
    get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    return True
