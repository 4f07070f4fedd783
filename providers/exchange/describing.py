"""What the API can do, said twice from one table: as FHIR says it, and as OpenAPI does."""

from django.conf import settings

from providers.exchange.answers import KINDS, base
from providers.exchange.searching import MOST, SEARCHES, USUAL

SINCE = "2026-11-27"
"""Since when what is said here has been so."""
FHIR = "application/fhir+json"
ERRORS = {
    "400": "The question is not understood; the answer says why.",
    "401": "No token, or one that does not work.",
    "404": "There is nothing of the kind for you.",
    "429": "Too many questions; wait a minute.",
}


def capability():
    """The CapabilityStatement."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": SINCE,
        "kind": "instance",
        "software": {"name": "Accord"},
        "implementation": {"description": "The provider directory", "url": base()},
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "security": {
                    "description": "A bearer token of an organization, or a signed-in session."
                },
                "resource": [_can_do(kind) for kind in KINDS],
            }
        ],
    }


def _can_do(kind):
    return {
        "type": kind,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "no-version",
        "searchParam": [
            {"name": name, "type": one.type, "documentation": one.says}
            for name, one in SEARCHES[kind].items()
        ],
    }


def openapi():
    """The OpenAPI document."""
    paths = {"/metadata": {"get": _operation("What this server can do", "CapabilityStatement", [])}}
    for kind in KINDS:
        paths[f"/{kind}"] = {"get": _search(kind)}
        paths[f"/{kind}/{{id}}"] = {"get": _read(kind)}
    paths["/metadata"]["get"]["security"] = []
    bearer = {"type": "http", "scheme": "bearer", "description": "A token of an organization."}
    session = {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Accord: the provider directory",
            "version": "1",
            "summary": "FHIR R4, to be read",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": base()}],
        "security": [{"token": []}, {"session": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": bearer, "session": session},
            "schemas": {kind: _schema(kind) for kind in _NAMED},
        },
    }


_NAMED = [*KINDS, "Bundle", "CapabilityStatement", "OperationOutcome"]


def _search(kind):
    asked = [
        *(_parameter(name, one.says) for name, one in SEARCHES[kind].items()),
        _parameter("_count", f"How many on a page, {USUAL} unless told", _whole()),
        _parameter("after", "The last id of the page before; the link `next` has it."),
        _parameter("_format", "json"),
    ]
    return _operation(f"Search {kind}", "Bundle", asked)


def _read(kind):
    schema = {"type": "string", "format": "uuid"}
    asked = [{"name": "id", "in": "path", "required": True, "schema": schema}]
    return _operation(f"Read one {kind}", kind, asked)


def _operation(summary, answer, asked):
    errors = {} if answer == "CapabilityStatement" else ERRORS
    return {
        "operationId": summary.replace(" ", "_").lower(),
        "summary": summary,
        "parameters": asked,
        "responses": {
            "200": {"description": summary, "content": _content(answer)},
            **{
                status: {"description": says, "content": _content("OperationOutcome")}
                for status, says in errors.items()
            },
        },
    }


def _parameter(name, says, schema=None):
    return {
        "name": name,
        "in": "query",
        "description": says,
        "schema": schema or {"type": "string"},
    }


def _whole():
    return {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}


def _content(answer):
    return {FHIR: {"schema": {"$ref": f"#/components/schemas/{answer}"}}}


def _schema(kind):
    return {
        "type": "object",
        "description": f"https://hl7.org/fhir/R4/{kind.lower()}.html",
        "properties": {"resourceType": {"const": kind}},
        "required": ["resourceType"],
    }
