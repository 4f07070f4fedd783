"""The addresses of the directory."""

from django.urls import path, re_path

from providers.exchange.answers import KINDS
from providers.views import (
    api_tokens,
    entries,
    exchange,
    exporting,
    history,
    imports,
    inviting,
    memberships,
    merging,
    organizations,
    parts,
    practice_admins,
    quality,
    verifying,
)

ENTRY = "directory/<uuid:provider_id>"
IMPORT = "directory/imports/<uuid:import_id>"
PLACE = "directory/organizations/<uuid:organization_id>"

urlpatterns = [
    path("directory/", entries.provider_list, name="provider_list"),
    path("directory/quality/", quality.quality, name="quality"),
    path("directory/quality/list/", quality.quality_list, name="quality_list"),
    path(f"{ENTRY}/confirm/", quality.provider_confirm, name="provider_confirm"),
    path(f"{PLACE}/confirm/", quality.organization_confirm, name="organization_confirm"),
    path("directory/duplicates/", merging.duplicate_list, name="duplicate_list"),
    path(f"{ENTRY}/look-alikes/", merging.provider_look_alikes, name="provider_look_alikes"),
    path(
        f"{PLACE}/look-alikes/", merging.organization_look_alikes, name="organization_look_alikes"
    ),
    path(f"{ENTRY}/merge/", merging.provider_merge, name="provider_merge"),
    path(f"{PLACE}/merge/", merging.organization_merge, name="organization_merge"),
    path(f"{ENTRY}/apart/", merging.provider_apart, name="provider_apart"),
    path(f"{PLACE}/apart/", merging.organization_apart, name="organization_apart"),
    path("directory/merges/<uuid:merge_id>/undo/", merging.merge_undo, name="merge_undo"),
    path("directory/imports/", imports.import_list, name="import_list"),
    path("directory/imports/add/", imports.import_add, name="import_add"),
    path(f"{IMPORT}/", imports.import_page, name="import_page"),
    path(f"{IMPORT}/now/", imports.import_now, name="import_now"),
    path(f"{IMPORT}/columns/", imports.import_columns, name="import_columns"),
    *(
        path(f"{IMPORT}/{name}/", imports.import_move, {"name": name}, name=f"import_{name}")
        for name in ("confirm", "cancel", "undo", "again")
    ),
    path(f"{IMPORT}/errors/", imports.import_errors, name="import_errors"),
    path(f"{IMPORT}/errors.csv", imports.import_errors_file, name="import_errors_file"),
    path(f"{IMPORT}/kept/", imports.import_kept, name="import_kept"),
    path("directory/add/", entries.provider_add, name="provider_add"),
    path(f"{ENTRY}/", entries.provider_page, name="provider_page"),
    path(f"{ENTRY}/edit/", entries.provider_edit, name="provider_edit"),
    *(
        path(f"{ENTRY}/{name}/", entries.provider_move, {"name": name}, name=f"provider_{name}")
        for name in ("suspend", "reinstate")
    ),
    path(f"{ENTRY}/verify/", verifying.provider_verify, name="provider_verify"),
    path(f"{ENTRY}/history/", history.provider_history, name="provider_history"),
    path(f"{PLACE}/history/", history.organization_history, name="organization_history"),
    path(f"{ENTRY}/invite/", inviting.provider_invite, name="provider_invite"),
    path(f"{ENTRY}/invite/again/", inviting.provider_invite_again, name="provider_invite_again"),
    path(f"{ENTRY}/invite/end/", inviting.provider_take_back, name="provider_take_back"),
    path("directory/invitations/", inviting.invitation_list, name="invitation_list"),
    path(f"{ENTRY}/memberships/add/", memberships.membership_add, name="membership_add"),
    path(
        "directory/memberships/<uuid:membership_id>/end/",
        memberships.membership_end,
        name="membership_end",
    ),
    path(f"{ENTRY}/addresses/add/", parts.provider_location_add, name="provider_location_add"),
    path(
        f"{PLACE}/addresses/add/", parts.organization_location_add, name="organization_location_add"
    ),
    path("directory/addresses/<uuid:location_id>/", parts.location_edit, name="location_edit"),
    path(f"{ENTRY}/licences/add/", parts.licence_add, name="licence_add"),
    path("directory/licences/<uuid:licence_id>/", parts.licence_edit, name="licence_edit"),
    path("directory/organizations/", organizations.organization_list, name="organization_list"),
    path("directory/organizations/add/", organizations.organization_add, name="organization_add"),
    path(f"{PLACE}/", organizations.organization_page, name="organization_page"),
    path(f"{PLACE}/verify/", verifying.organization_verify, name="organization_verify"),
    path(f"{PLACE}/edit/", organizations.organization_edit, name="organization_edit"),
    path(f"{PLACE}/admins/add/", practice_admins.practice_admin_add, name="practice_admin_add"),
    path(
        "directory/admins/<uuid:practice_admin_id>/end/",
        practice_admins.practice_admin_end,
        name="practice_admin_end",
    ),
    *(
        path(
            f"{PLACE}/{name}/",
            organizations.organization_move,
            {"name": name},
            name=f"organization_{name}",
        )
        for name in ("deactivate", "reactivate")
    ),
    path(f"{PLACE}/tokens/", api_tokens.api_token_list, name="api_token_list"),
    path(f"{PLACE}/tokens/add/", api_tokens.api_token_add, name="api_token_add"),
    path(
        "directory/tokens/<uuid:api_token_id>/revoke/",
        api_tokens.api_token_revoke,
        name="api_token_revoke",
    ),
    *(
        path(f"directory/{of}.csv", exporting.directory_file, {"of": of}, name=f"{of}_file")
        for of in exporting.LISTS
    ),
    path("directory/api/", exchange.exchange, name="exchange"),
    path("fhir/openapi.json", exchange.openapi, name="exchange_openapi"),
    path("fhir/metadata", exchange.capability, name="exchange_metadata"),
    *(
        path(f"fhir/{kind}", exchange.fhir_search, {"kind": kind}, name=f"fhir_{kind}")
        for kind in KINDS
    ),
    *(
        path(
            f"fhir/{kind}/<uuid:resource_id>",
            exchange.fhir_read,
            {"kind": kind},
            name=f"fhir_{kind}_one",
        )
        for kind in KINDS
    ),
    re_path("^fhir/(?P<path>.*)$", exchange.fhir_elsewhere, name="fhir_elsewhere"),
]
