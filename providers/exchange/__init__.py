"""The directory as other programs read it: FHIR R4, in JSON."""
